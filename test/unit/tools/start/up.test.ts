import { QuickstartFolder } from "../../../../tools/start/folder";
import { summary } from "../../../../tools/start/up";

const history = (resourceChanges: Record<string, number>) => JSON.stringify([{ kind: "update", resourceChanges }]);
const folder = new QuickstartFolder("/checkout");
const outputs = JSON.stringify({ instanceId: "101", token: "[secret]" });

test("the summary shows the outputs as Pulumi masks them", () => {
  const text = summary(history({ create: 2 }), outputs, true, folder);
  expect(text).toMatch(/^Done:/);
  expect(text).toMatch(/instanceId +101\n/);
  expect(text).toMatch(/token +\[secret\]\n/);
});

test("the summary of an update that changed nothing says so", () => {
  expect(summary(history({ same: 2 }), outputs, true, folder)).toMatch(/^No changes:/);
  expect(summary(history({ same: 1, update: 1 }), outputs, true, folder)).toMatch(/^Done:/);
});

test("on the real platform the summary does not suggest to make drift", () => {
  expect(summary(history({ same: 2 }), outputs, true, folder)).toContain("npm start -- drift");
  expect(summary(history({ same: 2 }), outputs, false, folder)).not.toContain("drift");
});

test("in another language, every command names it, and the tag is changed in the program", () => {
  const text = summary(history({ create: 2 }), outputs, true, new QuickstartFolder("/checkout", "python"));
  expect(text).toContain(".quickstart-python/state/");
  expect(text).toContain("edit examples/python-plugin/__main__.py ");
  for (const command of text.match(/npm start.*?(?= {2}|`)/g) ?? []) {
    expect(command).toMatch(/^npm start -- --language python( |$)/);
  }
});
