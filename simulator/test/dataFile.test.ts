import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  watch,
  writeFileSync,
} from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { failureOf } from "../../test/support/canary";
import { DataFile } from "../src/store/dataFile";
import { body, call, create, directory, firstOf, simulator } from "./support";

describe("the data file", () => {
  it("brings everything back after a restart: instances, ids, tokens, elements and made-up secrets", async () => {
    const data = join(directory(), "data.json");
    const first = await simulator({ data });
    const kept = await create(first, { tags: ["a"], configuration: { username: "k", password: "p", odd: "x" } });
    const items = await call(first, "GET", `/instances/${kept.id}/configuration`);
    const element = await call(first, "GET", "/elements/some-other");
    await call(first, "POST", "/elements", { body: { name: "Mine", configuration: [{ key: "k", name: "K" }] } });
    const mine = await call(first, "GET", "/elements/mine");
    const gone = await create(first);
    await call(first, "DELETE", `/instances/${gone.id}`);
    const before = first.instances();
    await first.stop();

    const second = await simulator({ data });
    expect(second.instances()).toEqual(before);
    expect(second.organizations).toEqual(first.organizations);
    expect((await call(second, "GET", `/instances/${kept.id}`)).json).toEqual(kept);
    expect((await call(second, "GET", `/instances/${kept.id}/configuration`)).json).toEqual(items.json);
    expect((await call(second, "GET", "/elements/some-other")).json).toEqual(element.json);
    expect((await call(second, "GET", "/elements/mine")).json).toEqual(mine.json);
    expect((await call(second, "GET", "/ping", { element: kept.token })).status).toBe(200);
    expect((await create(second)).id).toBe(gone.id + 1);
  });

  it("holds a change before the response is sent, and before listeners hear of it", async () => {
    const data = join(directory(), "data.json");
    const target = await simulator({ data });
    let atCommit = "";
    target.onCommit(() => {
      atCommit = readFileSync(data, "utf8");
    });
    const { token } = await create(target);
    expect(atCommit).toContain(token);
    await call(target, "DELETE", `/instances/${target.instances()[0]?.id}`);
    expect(readFileSync(data, "utf8")).not.toContain(token);
  });

  it("holds the ids in a response before it is sent, even in the response to a read", async () => {
    const where = directory();
    const target = await simulator({ data: join(where, "data.json") });
    const { id } = await create(target);
    const paths = ["/elements/only-read", `/instances/${id}/configuration`];
    const copies: string[] = [];
    const seen: unknown[] = [];
    for (const path of paths) {
      seen.push((await call(target, "GET", path)).json);
      copies.push(join(where, `copy${copies.length}.json`));
      copyFileSync(join(where, "data.json"), copies.at(-1) ?? "");
    }
    for (const [index, data] of copies.entries()) {
      const after = await simulator({ data });
      await call(after, "GET", "/elements/another");
      await call(after, "GET", `/instances/${(await create(after)).id}/configuration`);
      expect((await call(after, "GET", paths[index] ?? "")).json).toEqual(seen[index]);
    }
  });

  it("remembers which elements were removed, gives their ids to no other, and knows what was cloned", async () => {
    const data = join(directory(), "data.json");
    const first = await simulator({ data });
    const { id } = await create(first, { element: { key: "closeio" } });
    const clone = JSON.parse((await call(first, "POST", "/elements/closeio/clone")).text);
    await call(first, "PATCH", `/instances/${id}`, { body: { element: { id: clone.id } } });
    const removed = JSON.parse((await call(first, "POST", "/elements", { body: { name: "gone" } })).text);
    await call(first, "DELETE", "/elements/gone");
    await first.stop();

    const second = await simulator({ data });
    expect((await call(second, "GET", "/elements/gone")).status).toBe(404);
    expect(JSON.parse((await call(second, "GET", "/elements/next")).text).id).toBeGreaterThan(removed.id);
    expect((await call(second, "GET", `/elements/closeio/instances/${id}`)).status).toBe(200);
  });

  it("may come from the first version, which held less", async () => {
    const data = join(directory(), "data.json");
    const organizations = [{ id: 1190, userSecret: "u", organizationSecret: "o" }];
    const counters = { instance: 20000, item: 200000 };
    writeFileSync(data, JSON.stringify({ version: 1, organizations, counters, elements: [], instances: [] }));
    const target = await simulator({ data });
    expect(firstOf(target)).toMatchObject({ userSecret: "u", organizationSecret: "o" });
    expect((await create(target)).id).toBe(20000);
  });

  it("holds changes by others once the simulator has stopped", async () => {
    const data = join(directory(), "data.json");
    const target = await simulator({ data });
    const { token } = target.others.create({ name: "theirs" });
    await target.stop();
    expect(readFileSync(data, "utf8")).toContain(token);
  });

  it("holds no secret that the simulator was given, and only its owner can read it", async () => {
    const data = join(directory(), "data.json");
    await simulator({ data, organizations: [{ userSecret: "told-user-secret" }] });
    const content = readFileSync(data, "utf8");
    expect(content).not.toContain("told-user-secret");
    expect(statSync(data).mode & 0o077).toBe(0);
  });

  it("keeps the made-up secret when the other one is given", async () => {
    const data = join(directory(), "data.json");
    const first = await simulator({ data, organizations: [{ userSecret: "told" }] });
    await first.stop();
    const second = await simulator({ data, organizations: [{ userSecret: "told-anew" }] });
    expect(firstOf(second).organizationSecret).toBe(firstOf(first).organizationSecret);
    expect(firstOf(second).userSecret).toBe("told-anew");
  });

  it("keeps made-up secrets while runs are given others, or have other organizations", async () => {
    const data = join(directory(), "data.json");
    const first = await simulator({ data });
    await first.stop();
    for (const more of [{}, { id: 1 }]) {
      const told = { userSecret: "told", organizationSecret: "told-too", ...more };
      await (await simulator({ data, organizations: [told] })).stop();
      expect(readFileSync(data, "utf8")).not.toContain("told");
    }
    expect(firstOf(await simulator({ data }))).toEqual(firstOf(first));
  });

  it.each([
    ["no JSON", "{"],
    ["another version", JSON.stringify({ version: 99 })],
    ["another form", JSON.stringify({ version: 1, counters: {}, organizations: [], elements: [], instances: [] })],
    ["no object", "[]"],
  ])("is refused by name when it holds %s, and left as it is", async (_what, content) => {
    const data = join(directory(), "data.json");
    writeFileSync(data, content);
    expect((await failureOf(simulator({ data }))).message).toContain(`${data} is not a data file of this simulator`);
    expect(readFileSync(data, "utf8")).toBe(content);
  });

  it("that cannot be written is an error by its name at start, and 500 later, when nothing is created", async () => {
    const where = join(directory(), "folder");
    const data = join(where, "data.json");
    const { message } = await failureOf(simulator({ data }));
    expect(message).toBe(`${data} cannot be written: there is no folder ${where}`);
    mkdirSync(where);
    const target = await simulator({ data });
    rmSync(where, { recursive: true });
    expect((await call(target, "POST", "/instances", { body: body() })).status).toBe(500);
    expect(target.instances()).toEqual([]);
    // So that it can be written again.
    mkdirSync(where);
    expect((await call(target, "GET", "/instances")).status).toBe(404);
    expect(readFileSync(data, "utf8")).toContain('"instances":[]');
  });

  it.each(["present", "absent"])(
    "may be reached through a symbolic link, whose target is %s at first",
    async (what) => {
      const where = directory();
      const [data, link] = [join(where, "data.json"), join(where, "link.json")];
      symlinkSync("data.json", link);
      if (what === "present") await (await simulator({ data })).stop();
      const { token } = await create(await simulator({ data: link }));
      expect(lstatSync(link).isSymbolicLink()).toBe(true);
      expect(readFileSync(data, "utf8")).toContain(token);
    },
  );
});

describe("beside a data file", () => {
  it("temporary files of a killed simulator are deleted at the next start, and nothing else", async () => {
    const where = directory();
    const kept = ["data.json.tmp", "data.json.mine.tmp", `other.json.${randomUUID()}.tmp`];
    for (const name of [...kept, `data.json.${randomUUID()}.tmp`]) writeFileSync(join(where, name), "half of it");
    await (await simulator({ data: join(where, "data.json") })).stop();
    expect(readdirSync(where).sort()).toEqual(["data.json", ...kept].sort());
  });

  it("a symbolic link of another user in its place is refused: it may lead anywhere", async () => {
    const where = directory();
    const [data, target] = [join(where, "data.json"), join(where, "target.json")];
    symlinkSync(target, data);
    const user = jest.spyOn(process, "getuid").mockReturnValue(lstatSync(data).uid + 1);
    const { message } = await failureOf(simulator({ data })).finally(() => user.mockRestore());
    expect(message).toBe(`${data} is a symbolic link of another user. Name the file that it points to.`);
    expect(existsSync(target)).toBe(false);
  });
});

describe("the lock of a data file", () => {
  it("keeps a second simulator away, also one that comes through a symbolic link, until the first has stopped", async () => {
    const where = directory();
    const [data, link] = [join(where, "data.json"), join(where, "link.json")];
    symlinkSync("data.json", link);
    const first = await simulator({ data });
    for (const path of [data, link]) {
      expect((await failureOf(simulator({ data: path }))).message).toBe(
        `${data} is in use by another simulator (process ${process.pid}). Stop it, or use another file. ` +
          `If that process is no simulator, delete ${data}.lock.`,
      );
    }
    await create(first);
    await first.stop();
    expect(readdirSync(where).sort()).toEqual(["data.json", "link.json"]);
    expect((await simulator({ data })).instances()).toHaveLength(1);
  });

  it("is replaced if its process is gone, or had this process's id", async () => {
    const data = join(directory(), "data.json");
    const gone = spawnSync(process.execPath, ["--version"]).pid;
    for (const pid of [gone, process.pid]) {
      writeFileSync(`${data}.lock`, String(pid));
      await (await simulator({ data })).stop();
    }
  });

  it("is respected if it names no process, as while it is being written", async () => {
    const data = join(directory(), "data.json");
    writeFileSync(`${data}.lock`, "");
    expect((await failureOf(simulator({ data }))).message).toContain(
      "in use by another simulator (an unknown process)",
    );
  });

  it("is released when the simulator cannot start", async () => {
    const data = join(directory(), "data.json");
    writeFileSync(data, "no JSON");
    await failureOf(simulator({ data }));
    expect(existsSync(`${data}.lock`)).toBe(false);
  });
});

describe("writing", () => {
  it("replaces the file as a whole: a reader finds the old content or the new, and nothing is left beside it", async () => {
    const where = directory();
    const path = join(where, "file");
    let content = "";
    const file = new DataFile(path, () => content);
    const seen = new Set<number>();
    for (let round = 1; round <= 20; round += 1) {
      content = String(round % 10).repeat(100_000);
      const saved = file.save();
      for (let done = false; !done; ) {
        done = await Promise.race([saved.then(() => true), new Promise<boolean>((next) => setImmediate(next, false))]);
        if (round > 1) seen.add(new Set(readFileSync(path, "utf8")).size + readFileSync(path, "utf8").length);
      }
    }
    expect([...seen]).toEqual([100_001]);
    expect(readdirSync(where)).toEqual(["file"]);
  });

  it("flushes the content to disk before it renames the file", async () => {
    const synced: string[] = [];
    const path = join(directory(), "file");
    const handle = await open(__filename, "r");
    const sync = jest.spyOn(Object.getPrototypeOf(handle), "sync").mockImplementation(async () => {
      synced.push(existsSync(path) ? "after the rename" : "before the rename");
    });
    await handle.close();
    try {
      await new DataFile(path, () => "content").save();
    } finally {
      sync.mockRestore();
    }
    expect(synced).toEqual(["before the rename", "after the rename"]);
  });

  it("follows no symbolic link that was planted beside it", async () => {
    const where = directory();
    const [path, victim] = [join(where, "file"), join(where, "victim")];
    writeFileSync(victim, "precious");
    symlinkSync(victim, `${path}.tmp`);
    await new DataFile(path, () => "content").save();
    expect(readFileSync(victim, "utf8")).toBe("precious");
    expect(lstatSync(path).isSymbolicLink()).toBe(false);
    expect(readFileSync(path, "utf8")).toBe("content");
  });

  it("uses a new temporary name each time", async () => {
    const where = directory();
    const names = new Set<string>();
    const watcher = watch(where, (_event, name) => names.add(String(name)));
    const file = new DataFile(join(where, "file"), () => "content");
    try {
      for (let round = 0; round < 20 && names.size < 3; round += 1) {
        await file.save();
        await new Promise((done) => setTimeout(done, 5));
      }
    } finally {
      watcher.close();
    }
    const beside = [...names].filter((name) => name !== "file");
    expect(beside.length).toBeGreaterThanOrEqual(2);
    for (const name of beside) expect(name).toMatch(/^file\.[\da-f-]{36}\.tmp$/);
  });

  it("leaves the old content, and nothing beside it, when it fails", async () => {
    const where = directory();
    const path = join(where, "file");
    let fail = false;
    const file = new DataFile(path, () => {
      if (fail) throw new Error("cannot");
      return "old";
    });
    await file.save();
    fail = true;
    expect((await failureOf(file.save())).message).toBe("cannot");
    expect(readFileSync(path, "utf8")).toBe("old");
    expect(readdirSync(where)).toEqual(["file"]);
    fail = false;
    await file.save();
  });

  it("is combined: many changes at once need a few writes", async () => {
    let writes = 0;
    const file = new DataFile(join(directory(), "file"), () => {
      writes += 1;
      return "content";
    });
    await Promise.all(Array.from({ length: 400 }, () => file.save()));
    expect(writes).toBeLessThanOrEqual(2);
  });

  it("always writes the content of the moment when it was asked for", async () => {
    const path = join(directory(), "file");
    let content = 0;
    const file = new DataFile(path, () => String(content));
    await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        await new Promise((done) => setTimeout(done, index % 7));
        content += 1;
        const asked = content;
        await file.save();
        expect(Number(readFileSync(path, "utf8"))).toBeGreaterThanOrEqual(asked);
      }),
    );
  });
});
