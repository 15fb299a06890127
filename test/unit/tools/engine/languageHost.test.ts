import { existsSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { obtainEngineFor } from "../../../../tools/engine";
import { HOSTS } from "../../../../tools/engine/hosts";
import { failureOf } from "../../../support/canary";
import { BROKEN, program, putEngine, TestMachine } from "./testMachine";

const TOOLS = join(__dirname, "..", "..", "..", "..", "tools");

let machine: TestMachine;
let cached: string;
beforeEach(() => {
  machine = new TestMachine();
  machine.inCache();
  cached = join(machine.cache, "hosts", "yaml-1.38.1", "bin");
});

const foldersFor = async (...languages: Parameters<typeof obtainEngineFor>[0]) =>
  (await obtainEngineFor(languages, machine.options)).env["PATH"]?.split(delimiter) ?? [];

describe("a language host that came with the user's Pulumi is taken", () => {
  test("from PATH, whose order stays", async () => {
    machine.onPath(["go", "pulumi", "pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs", "pulumi-language-java"]);
    expect(await foldersFor("java")).toEqual([join(machine.folder, "path")]);
    expect(machine.commands).toEqual(["pulumi version"]);
  });

  test("from beside the engine, through a link", async () => {
    const installed = join(machine.folder, "installed");
    putEngine(installed);
    program(join(installed, "pulumi-language-go"), "3.300.0");
    machine.onPath(["pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"]);
    symlinkSync(join(installed, "pulumi"), join(machine.folder, "path", "pulumi"));
    expect(await foldersFor("go")).toContain(installed);
    expect(machine.commands).toEqual(["pulumi version"]);
  });
});

test("none is built for a caller who asks for none", async () => {
  machine.onPath(["go"]);
  await foldersFor();
  expect(machine.commands).toEqual(["pulumi version"]);
  expect(readdirSync(machine.cache)).toEqual(["bin"]);
});

describe("a language host that nobody has", () => {
  test("is built once for the machine, saying first how long it takes; the engine's cache stays", async () => {
    machine.onPath(["go"]);
    expect(await foldersFor("yaml")).toEqual([join(machine.cache, "bin"), join(machine.folder, "path")]);
    expect(machine.log[0]).toContain(
      "Building Pulumi's YAML language host 1.38.1 from its Go module. This takes about 2 min",
    );
    expect(readdirSync(cached)).toEqual(["pulumi-language-yaml"]);
    await foldersFor("yaml");
    expect(machine.commands.filter((command) => command === "go build")).toHaveLength(1);
  });

  test("stands beside the engine in the cache, where the CLI looks for it, and gives way to a newer one", async () => {
    machine.onPath(["go"]);
    await foldersFor("yaml");
    const link = join(machine.cache, "bin", "pulumi-language-yaml");
    expect(realpathSync(link)).toBe(realpathSync(join(cached, "pulumi-language-yaml")));
    const older = join(machine.cache, "hosts", "yaml-1.0.0", "bin", "pulumi-language-yaml");
    program(older, "1.0.0");
    rmSync(link);
    symlinkSync(older, link);
    await foldersFor("yaml");
    expect(realpathSync(link)).toBe(realpathSync(join(cached, "pulumi-language-yaml")));
  });

  test("stands on PATH where the engine is the user's own", async () => {
    machine.onPath(["go", "pulumi", "pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"]);
    expect(await foldersFor("yaml")).toEqual([cached, join(machine.folder, "path")]);
  });

  test("is built again when it was built for another kind of machine", async () => {
    machine.onPath(["go"]);
    program(join(cached, "pulumi-language-yaml"), BROKEN);
    await foldersFor("yaml");
    expect(readFileSync(join(cached, "pulumi-language-yaml"), "utf8")).not.toBe(BROKEN);
  });

  test("of Python gets the script through which it starts programs, fit to be run", async () => {
    machine.onPath(["go"]);
    await foldersFor("python");
    const folder = join(machine.cache, "hosts", "python-3.79.0", "bin");
    expect(readdirSync(folder).sort()).toEqual(["pulumi-language-python", "pulumi-language-python-exec"]);
    expect(statSync(join(folder, "pulumi-language-python-exec")).mode & 0o777).toBe(0o755);
  });

  test.each([
    ["Go is not there", () => undefined, "there is no `go` on PATH"],
    [
      "Go fails",
      () => {
        machine.onPath(["go"]);
        machine.goBuild = async () => ({ status: 1, stdout: "", stderr: "dial tcp: i/o timeout" });
      },
      "dial tcp: i/o timeout",
    ],
    [
      "what Go makes does not run",
      () => {
        machine.onPath(["go"]);
        machine.goBuild = async (output) => {
          program(output, BROKEN);
          return { status: 0, stdout: "", stderr: "" };
        };
      },
      "does not run on this machine",
    ],
  ])(
    "and cannot be built, where %s, is an error that names what to install; nothing is left",
    async (_why, spoil, reason) => {
      spoil();
      const { message } = await failureOf(foldersFor("yaml"));
      expect(message).toContain("Pulumi's YAML language host, pulumi-language-yaml, is neither on the PATH nor");
      expect(message).toContain(reason);
      for (const way of ["install Pulumi with its language hosts", "install Go 1.26"]) expect(message).toContain(way);
      expect(readdirSync(join(machine.cache, "hosts", "yaml-1.38.1"))).toEqual([]);
    },
  );

  test("is built once by two runs at once; the second says that it waits", async () => {
    machine.onPath(["go"]);
    const { goBuild } = machine;
    machine.goBuild = async (output) => {
      while (!machine.log.some((line) => line.startsWith("Waiting:"))) await sleep(5);
      return goBuild(output);
    };
    await Promise.all([foldersFor("yaml"), foldersFor("yaml")]);
    expect(machine.commands.filter((command) => command === "go build")).toHaveLength(1);
    expect(machine.log).toContain("Waiting: another process is building the YAML language host.");
  });
});

test.each(Object.entries(HOSTS))(
  "the Go module of %s's host pins the version that the cache is named after",
  (_name, host) => {
    const module = join(TOOLS, host.program.module);
    expect(existsSync(join(module, "go.sum"))).toBe(true);
    const text = readFileSync(join(module, "go.mod"), "utf8");
    expect(text).toContain(`tool ${host.program.source}\n`);
    const required = [...text.matchAll(/^\t(\S+) (v\S+)/gm)].filter(([, path]) =>
      host.program.source.startsWith(`${path}/`),
    );
    expect(required.map(([, , version]) => version)).toContain(`v${host.version}`);
  },
);
