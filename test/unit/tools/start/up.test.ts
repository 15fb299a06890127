import { summary } from "../../../../tools/start/up";

const history = (resourceChanges: Record<string, number>) => JSON.stringify([{ kind: "update", resourceChanges }]);
const outputs = JSON.stringify({ instanceId: "101", token: "[secret]" });

test("the summary shows the outputs as Pulumi masks them", () => {
  const text = summary(history({ create: 2 }), outputs, true);
  expect(text).toMatch(/^Done:/);
  expect(text).toMatch(/instanceId +101\n/);
  expect(text).toMatch(/token +\[secret\]\n/);
});

test("the summary of an update that changed nothing says so", () => {
  expect(summary(history({ same: 2 }), outputs, true)).toMatch(/^No changes:/);
  expect(summary(history({ same: 1, update: 1 }), outputs, true)).toMatch(/^Done:/);
});

test("on the real platform the summary does not suggest to make drift", () => {
  expect(summary(history({ same: 2 }), outputs, true)).toContain("npm start -- drift");
  expect(summary(history({ same: 2 }), outputs, false)).not.toContain("drift");
});
