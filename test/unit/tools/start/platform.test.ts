import { statSync } from "node:fs";
import { join } from "node:path";
import { QuickstartFolder } from "../../../../tools/start/folder";
import { platformOfRun, rememberPlatform, wantedPlatform } from "../../../../tools/start/platform";
import { thrownBy } from "../../../support/canary";
import { temporaryFolder } from "../../../support/temporaryFolder";
import { checkout } from "./checkout";

const REAL = {
  ACT365_USER_SECRET: "u-secret",
  ACT365_ORGANIZATION_SECRET: "o-secret",
  ACT365_API_KEY: "a-secret",
  ACT365_DEVELOPER_KEY: "d-secret",
};

let folder: QuickstartFolder;
beforeEach(() => {
  folder = new QuickstartFolder(checkout());
  folder.create();
});

test("all four secrets mean the real platform", () => {
  expect(wantedPlatform(REAL)).toEqual({ kind: "real" });
});

test("no secret, or empty ones, mean the simulator, with credentials that nobody else has", () => {
  const [one, other] = [wantedPlatform({}), wantedPlatform({ ACT365_USER_SECRET: "" })];
  expect([one.kind, other.kind]).toEqual(["simulator", "simulator"]);
  expect(one).not.toEqual(other);
});

test.each(Object.keys(REAL))(
  "an environment without %s alone is an error that names it, and shows no secret",
  (name) => {
    const env = { ...REAL, [name]: "" };
    const { message } = thrownBy(() => wantedPlatform(env));
    expect(message).toContain(`but not ${name}.`);
    expect(message).not.toContain("-secret");
  },
);

test("a base URL alone is an error, too: whoever sets one means a real platform", () => {
  expect(thrownBy(() => wantedPlatform({ ACT365_BASE_URL: "api.example.com" })).message).toContain(
    "ACT365_DEVELOPER_KEY",
  );
});

test("the simulator's credentials and port are the same in later runs, in a file that others cannot read", () => {
  const first = platformOfRun(folder, {}, true);
  rememberPlatform(folder, first);
  expect(platformOfRun(folder, {}, true)).toEqual(first);
  expect(statSync(join(folder.path, "platform.json")).mode & 0o077).toBe(0);
});

test("a simulated stack is not updated with credentials for the real platform, but can be destroyed", () => {
  rememberPlatform(folder, wantedPlatform({}));
  expect(thrownBy(() => platformOfRun(folder, REAL, true)).message).toContain("is on the simulator");
  expect(platformOfRun(folder, REAL, false).kind).toBe("simulator");
  expect(platformOfRun(folder, { ACT365_USER_SECRET: "u" }, false).kind).toBe("simulator");
});

test("a real stack is neither updated nor destroyed without credentials", () => {
  rememberPlatform(folder, { kind: "real" });
  for (const strict of [true, false]) {
    expect(thrownBy(() => platformOfRun(folder, {}, strict)).message).toContain("is on the real platform");
    expect(platformOfRun(folder, REAL, strict).kind).toBe("real");
  }
});

test("two first runs at once do not overwrite each other's choice", () => {
  rememberPlatform(folder, wantedPlatform({}));
  expect(thrownBy(() => rememberPlatform(folder, wantedPlatform({}))).message).toContain("another `npm start`");
});

test("the folder and its passphrase are the user's alone; the passphrase stays the same", () => {
  const passphrase = folder.read("passphrase");
  expect(passphrase).toMatch(/^[0-9a-f]{64}$/);
  expect(statSync(folder.path).mode & 0o077).toBe(0);
  expect(statSync(folder.passphrase).mode & 0o077).toBe(0);
  folder.create();
  expect(folder.read("passphrase")).toBe(passphrase);
  const other = new QuickstartFolder(temporaryFolder("start"));
  expect(other.exists).toBe(false);
});
