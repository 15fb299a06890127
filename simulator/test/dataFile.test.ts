import {
  copyFileSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
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

  it("holds the ids that an answer gives out, also to somebody who only reads", async () => {
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

  it("may be one of the first, which held less", async () => {
    const data = join(directory(), "data.json");
    const organizations = [{ id: 1190, userSecret: "u", organizationSecret: "o" }];
    const counters = { instance: 20000, item: 200000 };
    writeFileSync(data, JSON.stringify({ version: 1, organizations, counters, elements: [], instances: [] }));
    const target = await simulator({ data });
    expect(firstOf(target)).toMatchObject({ userSecret: "u", organizationSecret: "o" });
    expect((await create(target)).id).toBe(20000);
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
    await first.stop();
    const second = await simulator({ data, organizations: [{ userSecret: "told-anew" }] });
    expect(firstOf(second).organizationSecret).toBe(firstOf(first).organizationSecret);
    expect(firstOf(second).userSecret).toBe("told-anew");
  });

  it("keeps made-up secrets while runs are told others, or are of other organizations", async () => {
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

  it("writes over what a kill left beside it", async () => {
    const where = directory();
    const path = join(where, "file");
    writeFileSync(`${path}.tmp`, "half of a longer cont");
    await new DataFile(path, () => "content").save();
    expect(readFileSync(path, "utf8")).toBe("content");
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
    expect((await failureOf(file.save())).message).toBe("cannot");
    expect(readFileSync(path, "utf8")).toBe("old");
    expect(readdirSync(where)).toEqual(["file"]);
    fail = false;
    await file.save();
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
