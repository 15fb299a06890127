import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DataFile } from "../src/store/dataFile";
import { call, create, directory, firstOf, simulator } from "./support";

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

  it("holds a change before it is answered, and before listeners hear of it", async () => {
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

  it("holds what others change by the time the simulator has stopped", async () => {
    const data = join(directory(), "data.json");
    const target = await simulator({ data });
    const { token } = target.others.create({ name: "theirs" });
    await target.stop();
    expect(readFileSync(data, "utf8")).toContain(token);
  });

  it("holds no secret that the simulator was told, and is for its owner's eyes only", async () => {
    const data = join(directory(), "data.json");
    await simulator({ data, organizations: [{ userSecret: "told-user-secret" }] });
    const content = readFileSync(data, "utf8");
    expect(content).not.toContain("told-user-secret");
    expect(statSync(data).mode & 0o077).toBe(0);
  });

  it("keeps the half that was made up when the other half is told", async () => {
    const data = join(directory(), "data.json");
    const first = await simulator({ data, organizations: [{ userSecret: "told" }] });
    const second = await simulator({ data, organizations: [{ userSecret: "told-anew" }] });
    expect(firstOf(second).organizationSecret).toBe(firstOf(first).organizationSecret);
    expect(firstOf(second).userSecret).toBe("told-anew");
  });

  it.each([
    ["no JSON", "{"],
    ["another version", JSON.stringify({ version: 99 })],
    ["another form", JSON.stringify({ version: 1, counters: {}, organizations: [], elements: [], instances: [] })],
    ["no object", "[]"],
  ])("is refused by name when it holds %s, and left as it is", async (_what, content) => {
    const data = join(directory(), "data.json");
    writeFileSync(data, content);
    await expect(simulator({ data })).rejects.toThrow(`${data} is no data file of this simulator`);
    expect(readFileSync(data, "utf8")).toBe(content);
  });

  it("that cannot be written is an error at start, and 500 later", async () => {
    const where = join(directory(), "folder");
    await expect(simulator({ data: join(where, "data.json") })).rejects.toThrow("ENOENT");
    mkdirSync(where);
    const target = await simulator({ data: join(where, "data.json") });
    rmSync(where, { recursive: true });
    await expect(create(target)).rejects.toThrow();
    expect(target.requests[0]?.status).toBe(500);
    // So that stopping can write again.
    mkdirSync(where);
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
      content = String(round % 10).repeat(500_000);
      const saved = file.save();
      for (let done = false; !done; ) {
        done = await Promise.race([saved.then(() => true), new Promise<boolean>((next) => setImmediate(next, false))]);
        if (round > 1) seen.add(new Set(readFileSync(path, "utf8")).size + readFileSync(path, "utf8").length);
      }
    }
    expect([...seen]).toEqual([500_001]);
    expect(readdirSync(where)).toEqual(["file"]);
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
    await expect(file.save()).rejects.toThrow("cannot");
    expect(readFileSync(path, "utf8")).toBe("old");
    expect(readdirSync(where)).toEqual(["file"]);
    fail = false;
    await expect(file.save()).resolves.toBeUndefined();
  });

  it("is coalesced: many changes at once cost a few writes", async () => {
    let writes = 0;
    const file = new DataFile(join(directory(), "file"), () => {
      writes += 1;
      return "content";
    });
    await Promise.all(Array.from({ length: 400 }, () => file.save()));
    expect(writes).toBeLessThanOrEqual(2);
  });

  it("always holds the content of the moment when it was asked for", async () => {
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
