import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { runtimeProblem } from "../../../../provider/src/platform/http/runtime";

const BIN = join(__dirname, "..", "..", "..", "..", "provider", "bin", "pulumi-act365.js");

test.each(["20.18.1", "20.18.2", "20.19.0", "22.0.0", "24.0.1", "100.0.0", "25.0.0-nightly.1"])(
  "Node.js %s is new enough",
  (node) => {
    expect(runtimeProblem({ node }, "/bin/node")).toBeUndefined();
  },
);

test.each(["18.20.8", "20.18.0", "20.18.0-nightly.1", "20.9.9", "9.99.99"])("Node.js %s is too old", (node) => {
  expect(runtimeProblem({ node }, "/bin/node")).toBe(
    `pulumi-act365 needs Node.js 20.18.1 or newer; this is Node.js ${node} (/bin/node). ` +
      "Install a newer Node.js, and check which one is first on the PATH",
  );
});

test("Bun is not Node.js, whichever Node.js it resembles", () => {
  expect(runtimeProblem({ node: "24.3.0", bun: "1.4.5" }, "/bin/bun")).toBe(
    'pulumi-act365 runs on Node.js, not on Bun; this is Bun 1.4.5 (/bin/bun). Make sure that "node" on the PATH is ' +
      'Node.js, and use "runtime: nodejs" in Pulumi.yaml for programs with look-ups',
  );
});

test("the command checks the runtime before it loads anything else", () => {
  const fake = `Object.defineProperty(process, "versions", { value: { node: "18.20.8" } });`;
  const script = `${fake} require("module")._load = ((load) => (...all) => {
    if (/cli.main/.test(all[0])) throw new Error("loaded");
    return load(...all);
  })(require("module")._load); require(${JSON.stringify(BIN)});`;
  const { status, stderr } = spawnSync(process.execPath, ["-e", script], { encoding: "utf8" });
  expect(stderr).toMatch(
    /^error: pulumi-act365 needs Node\.js 20\.18\.1 or newer; this is Node\.js 18\.20\.8 \(.*\)\..*\n$/,
  );
  expect(status).toBe(1);
});

test("the command starts on the present Node.js", () => {
  expect(execFileSync(process.execPath, [BIN, "--version"], { encoding: "utf8" })).toMatch(/^\d+\.\d+\.\d+/);
});
