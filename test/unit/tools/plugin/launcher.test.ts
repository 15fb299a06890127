import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { transformSync } from "esbuild";
import { EXECUTABLE, header, windowsLauncher } from "../../../../tools/plugin/launcher";
import { temporaryFolder } from "../../../support/temporaryFolder";

const PROVIDER = join(__dirname, "..", "..", "..", "..", "provider");
const BUILT = join(PROVIDER, "plugin");
const { version, engines } = JSON.parse(readFileSync(join(PROVIDER, "package.json"), "utf8"));
const WINDOWS = process.platform === "win32";

/** Runs the plugin in a folder as the engine would. */
function launch(folder: string, environment: NodeJS.ProcessEnv = {}) {
  const file = join(folder, EXECUTABLE);
  const { status, stdout, stderr } = spawnSync(WINDOWS ? `"${file}.cmd"` : file, ["--version"], {
    encoding: "utf8",
    shell: WINDOWS,
    // The Node.js of these tests.
    env: { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env["PATH"]}`, ...environment },
  });
  return { status, stdout, stderr };
}

/** A folder with a copy of the built plugin. */
function copied(...below: string[]): string {
  const folder = join(temporaryFolder("plugin"), ...below);
  mkdirSync(folder, { recursive: true });
  for (const name of [EXECUTABLE, `${EXECUTABLE}.cmd`]) copyFileSync(join(BUILT, name), join(folder, name));
  return folder;
}

/** Makes Node.js tell another version of itself. */
function pretending(node: string): NodeJS.ProcessEnv {
  const file = join(temporaryFolder("pretending"), "version.js");
  writeFileSync(file, `Object.defineProperty(process.versions, "node", { value: ${JSON.stringify(node)} });`);
  return { NODE_OPTIONS: `--require ${file.replace(/\\/g, "/")}` };
}

test("the plugin starts from a folder that holds nothing else", () => {
  expect(launch(copied())).toEqual({ status: 0, stdout: `${version}\n`, stderr: "" });
});

test("the plugin starts from a path with spaces", () => {
  expect(launch(copied("with some spaces"))).toMatchObject({ status: 0, stdout: `${version}\n` });
});

test("the plugin starts where a package.json above it makes files ES modules", () => {
  const folder = copied("home", "plugins");
  writeFileSync(join(folder, "..", "package.json"), JSON.stringify({ type: "module" }));
  expect(launch(folder)).toMatchObject({ status: 0, stdout: `${version}\n` });
});

// Making a symlink takes rights on Windows.
(WINDOWS ? test.skip : test)("the plugin starts through a symlink", () => {
  const folder = temporaryFolder("link");
  symlinkSync(join(copied(), EXECUTABLE), join(folder, EXECUTABLE));
  expect(launch(folder)).toMatchObject({ status: 0, stdout: `${version}\n` });
});

test("without Node.js on the PATH, the plugin says in one sentence what it needs", () => {
  const system = WINDOWS
    ? { PATH: join(process.env["SystemRoot"] ?? "", "System32") }
    : { PATH: temporaryFolder("empty") };
  expect(launch(BUILT, system)).toEqual({
    status: 1,
    stdout: "",
    stderr: expect.stringMatching(
      /^pulumi-resource-act365 needs Node\.js 20\.18\.1 or newer on the PATH, and there is none\r?\n$/,
    ),
  });
});

test.each(["12.22.12", "18.20.8", "20.17.0", "20.18.0"])(
  "Node.js %s is told to be too old, in one sentence",
  (node) => {
    expect(launch(BUILT, pretending(node))).toEqual({
      status: 1,
      stdout: "",
      stderr: `pulumi-resource-act365 needs Node.js 20.18.1 or newer on the PATH, and there is ${node}\n`,
    });
  },
);

test.each(["20.18.1", "20.19.0", "22.0.0", "26.1.0", "27.0.0-nightly20261101"])("Node.js %s is new enough", (node) => {
  expect(launch(BUILT, pretending(node))).toMatchObject({ status: 0, stdout: `${version}\n` });
});

test("the version that the plugin asks for is the one that the package asks for", () => {
  expect(engines.node).toBe(">=20.18.1");
  expect(readFileSync(join(BUILT, EXECUTABLE), "utf8").startsWith(header("20.18.1"))).toBe(true);
  expect(readFileSync(join(BUILT, `${EXECUTABLE}.cmd`), "utf8")).toBe(windowsLauncher("20.18.1"));
});

test("what looks at the version is understood by any Node.js, however old", () => {
  const [code = ""] = header("20.18.1").match(/(?<= -e ")[^"]+(?=")/) ?? [];
  expect(code).toContain("process.versions.node");
  // esbuild refuses syntax that it cannot translate, and would change what it can.
  const plain = (target: string) => transformSync(code, { target, minifyWhitespace: true }).code;
  expect(plain("es5")).toBe(plain("esnext"));
});
