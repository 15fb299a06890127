import { chmodSync, existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { obtainEngine } from "../../../../tools/engine";
import { failureOf } from "../../../support/canary";
import { putEngine, TestMachine } from "./testMachine";

const HOST = "pulumi-language-nodejs";

let machine: TestMachine;
beforeEach(() => {
  machine = new TestMachine();
});

describe("an engine on PATH", () => {
  test("is taken before the cache, and PATH keeps its order", async () => {
    machine.onPath(["pulumi", HOST, "pulumi-resource-pulumi-nodejs"], "3.216.0");
    machine.inCache();
    const engine = await obtainEngine(machine.options);
    expect(engine).toMatchObject({
      source: "path",
      version: "3.216.0",
      pulumi: join(machine.folder, "path", "pulumi"),
    });
    expect(engine.env["PATH"]).toBe(join(machine.folder, "path"));
  });

  test("is not taken when it is older than 3.216.0, and the log says why", async () => {
    machine.onPath(["pulumi", HOST], "3.215.9");
    machine.inCache();
    expect((await obtainEngine(machine.options)).source).toBe("cache");
    expect(machine.log.join()).toContain("it is 3.215.9, but 3.216.0 or newer is needed");
  });

  test("is not taken without its language host", async () => {
    machine.onPath(["pulumi"]);
    machine.inCache();
    expect((await obtainEngine(machine.options)).source).toBe("cache");
    expect(machine.log.join()).toContain(`${HOST}, is neither next to it nor on the PATH`);
  });

  test("is not taken when it does not run", async () => {
    machine.onPath(["pulumi", HOST], "no version at all");
    machine.inCache();
    expect((await obtainEngine(machine.options)).source).toBe("cache");
  });

  test("gets the SDK's dynamic-provider script where it has none", async () => {
    machine.onPath(["pulumi", HOST]);
    const folders = (await obtainEngine(machine.options)).env["PATH"]?.split(delimiter) ?? [];
    expect(folders).toHaveLength(2);
    expect(existsSync(join(folders[1] ?? "", "pulumi-resource-pulumi-nodejs"))).toBe(true);
  });
});

describe("an engine in the cache", () => {
  test("is taken without building, and stands in front of PATH", async () => {
    machine.onPath(["go"]);
    machine.inCache();
    const engine = await obtainEngine(machine.options);
    expect(engine).toMatchObject({ source: "cache", binDir: join(machine.cache, "bin") });
    expect(engine.env["PATH"]?.split(delimiter)[0]).toBe(join(machine.cache, "bin"));
    expect(machine.commands).toEqual(["pulumi version"]);
  });

  test.each([
    ["of another version", () => machine.inCache("3.258.0")],
    ["incomplete", () => putEngine(join(machine.cache, "bin", "elsewhere"))],
    [
      "not executable",
      () => {
        machine.inCache();
        chmodSync(join(machine.cache, "bin", HOST), 0o644);
      },
    ],
  ])("is replaced when it is %s", async (_how, spoil) => {
    machine.onPath(["go"]);
    spoil();
    expect((await obtainEngine(machine.options)).source).toBe("built");
    expect((await obtainEngine(machine.options)).source).toBe("cache");
  });
});

describe("without an engine", () => {
  test("one is built where Go is there, saying first how long it takes, and cached", async () => {
    machine.onPath(["go"]);
    const engine = await obtainEngine(machine.options);
    expect(engine).toMatchObject({ source: "built", version: "3.259.0", pulumi: join(machine.cache, "bin", "pulumi") });
    expect(machine.log[0]).toContain("about 7 minutes");
    expect(readdirSync(machine.cache)).toEqual(["bin"]);
    expect(readdirSync(engine.binDir).sort()).toEqual(["pulumi", HOST, "pulumi-resource-pulumi-nodejs"]);
  });

  test("Pulumi's own installer is used where Go is not there", async () => {
    machine.install = async (root) => putEngine(join(root, "bin"));
    expect((await obtainEngine(machine.options)).source).toBe("installed");
    expect(readdirSync(machine.cache)).toEqual(["bin"]);
  });

  test("Pulumi's own installer is used where Go fails", async () => {
    machine.onPath(["go"]);
    machine.goBuild = async () => ({ status: 1, stdout: "", stderr: "dial tcp: i/o timeout" });
    machine.install = async (root) => putEngine(join(root, "bin"));
    expect((await obtainEngine(machine.options)).source).toBe("installed");
  });

  test("the error quotes Go's last lines and the installer, and names three ways out", async () => {
    machine.onPath(["go"]);
    const stderr = [...Array(40).keys()].map((n) => `go: downloading ${n}`).join("\n");
    machine.goBuild = async () => ({
      status: 1,
      stdout: "",
      stderr: `${stderr}\nverifying module: checksum mismatch\n`,
    });
    const message = await obtainEngine(machine.options).catch((error: Error) => error.message);
    expect(message).toContain("verifying module: checksum mismatch");
    expect(message).not.toContain("downloading 3\n");
    expect(message).toContain("ENOTFOUND get.pulumi.com");
    for (const way of ["install Pulumi", "install Go 1.26", "https://get.pulumi.com"]) expect(message).toContain(way);
  });

  test("a failed build leaves nothing behind", async () => {
    machine.onPath(["go"]);
    machine.goBuild = async (output) => {
      putEngine(join(output, ".."));
      return { status: 2, stdout: "", stderr: "no space left on device" };
    };
    expect((await failureOf(obtainEngine(machine.options))).message).toContain("no space left on device");
    expect(readdirSync(machine.cache)).toEqual([]);
  });

  test("a build that does not run on this machine is an error, not an engine", async () => {
    machine.install = async (root) => putEngine(join(root, "bin"), "3.100.0");
    expect((await failureOf(obtainEngine(machine.options))).message).toContain("not a complete engine 3.259.0");
  });

  test("two processes at once build once, and the second says that it waits", async () => {
    machine.onPath(["go"]);
    const { goBuild } = machine;
    // The first build ends only when the second run has met the lock: which of the two is faster must not matter.
    machine.goBuild = async (output) => {
      while (!machine.log.some((line) => line.startsWith("Waiting:"))) await sleep(5);
      return goBuild(output);
    };
    const engines = await Promise.all([obtainEngine(machine.options), obtainEngine(machine.options)]);
    expect(engines.map((engine) => engine.source).sort()).toEqual(["built", "cache"]);
    expect(machine.commands.filter((command) => command === "go build")).toHaveLength(2); // the CLI and its language host
    expect(machine.log).toContainEqual(expect.stringContaining("Waiting: another process is obtaining Pulumi"));
  });

  test("the leftovers of a killed run are removed", async () => {
    putEngine(join(machine.cache, "unfinished-abc", "bin"));
    machine.onPath(["go"]);
    await obtainEngine(machine.options);
    expect(readdirSync(machine.cache)).toEqual(["bin"]);
  });

  test("a long build prints the time that has passed", async () => {
    machine.onPath(["go"]);
    const quick = machine.goBuild;
    machine.goBuild = async (output) => {
      await new Promise((resolve) => setTimeout(resolve, 60));
      return quick(output);
    };
    await obtainEngine({ ...machine.options, progressEvery: 20 });
    expect(machine.log).toContainEqual(expect.stringMatching(/building: \d s$/));
  });

  test("an interruption ends the build, and nothing else is tried", async () => {
    machine.onPath(["go"]);
    const interrupted = new AbortController();
    const install = jest.fn();
    machine.goBuild = async () => {
      interrupted.abort(new Error("interrupted"));
      throw new Error("killed");
    };
    expect(
      (await failureOf(obtainEngine({ ...machine.options, install, signal: interrupted.signal }))).message,
    ).toContain("interrupted");
    expect(install).not.toHaveBeenCalled();
    expect(readdirSync(machine.cache)).toEqual([]);
  });
});

test("no call of the engine goes to the internet by itself", async () => {
  machine.inCache();
  expect((await obtainEngine(machine.options)).env).toMatchObject({
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_DISABLE_REGISTRY_RESOLVE: "true",
  });
});
