import type { Instance } from "../../../provider/src/platform/instance";
import { type Asker, type Page, SharedList } from "../../../provider/src/platform/sharedList";
import { failureOf } from "../../support/canary";
import { FakeClock } from "../../support/fakeClock";

const MINUTE = 60_000;

const instance = (id: string, more: Partial<Instance> = {}): Instance => ({
  id,
  token: `token of ${id}`,
  tags: [`tag of ${id}`],
  configuration: { username: "key" },
  name: undefined,
  disabled: false,
  valid: undefined,
  createdDate: undefined,
  elementKey: undefined,
  elementId: undefined,
  organizationId: undefined,
  accountId: undefined,
  ...more,
});

/** A platform with these instances, which counts the lists that are begun and the single requests. */
function scene(instances: Instance[], total: number = instances.length, timeLeft = MINUTE) {
  const clock = new (class extends FakeClock {
    // The timeout of a question that waits for the list ends it only where a test wants it to.
    override sleep(ms: number): Promise<void> {
      return this.impatient ? super.sleep(ms) : new Promise(() => {});
    }
    impatient = false;
  })();
  const list = new SharedList(clock);
  const counts = { lists: 0, requests: 0 };
  const setup = {
    clock,
    list,
    counts,
    pages: async function* (): AsyncGenerator<Page> {
      yield { instances, total };
    },
  };
  const asker: Asker = {
    pages: () => {
      counts.lists += 1;
      return setup.pages();
    },
    timeLeft,
  };
  const get = (id: string) =>
    list.get(id, asker, async () => {
      counts.requests += 1;
      return instance(id, { name: "by request" });
    });
  const getAll = (ids: string[]) => Promise.all(ids.map(get));
  return Object.assign(setup, { get, getAll, hasNone: (tag: string) => list.hasNone(tag, asker) });
}

const IDS = ["1", "2", "3", "4"];
const FOUR = IDS.map((id) => instance(id));

/** A scene whose list is loaded. */
async function loaded(instances = FOUR) {
  const setup = scene(instances);
  await setup.getAll(IDS);
  return Object.assign(setup, { before: { ...setup.counts } });
}

test("one or two reads send requests of their own", async () => {
  const { getAll, counts } = scene(FOUR);
  await getAll(["1", "2"]);
  expect(counts).toEqual({ lists: 0, requests: 2 });
});

test("many reads at once share one list", async () => {
  const { getAll, counts } = scene(FOUR);
  const found = await getAll(Array.from({ length: 40 }, (_, index) => String((index % 4) + 1)));
  expect(found.slice(2, 4)).toEqual([FOUR[2], FOUR[3]]);
  expect(counts).toEqual({ lists: 1, requests: 2 });
});

test("reads one after the other share it, too, as soon as there were more than five", async () => {
  const { get, counts } = scene(FOUR);
  for (let n = 0; n < 8; n += 1) await get("1");
  expect(counts).toEqual({ lists: 1, requests: 5 });
});

test.each<[string, Instance]>([
  ["is not listed", instance("5")],
  ["is listed without its token", { ...instance("4"), token: undefined }],
  ["is listed without its configuration", { ...instance("4"), configuration: undefined }],
  ["is listed with an empty configuration", { ...instance("4"), configuration: {} }],
  ["is listed without whether it is disabled", { ...instance("4"), disabled: undefined }],
  ["is listed without its tags", { ...instance("4"), tags: undefined }],
])("an instance that %s is asked for by id", async (_, last) => {
  const { get, counts, before } = await loaded([...FOUR.slice(0, 3), last]);
  expect(await get("4")).toMatchObject({ name: "by request" });
  expect(counts).toEqual({ lists: 1, requests: before.requests + 1 });
});

test("a read takes a list of up to 10 seconds, and then a new one", async () => {
  const { clock, get, counts } = await loaded();
  clock.advance(9_999);
  expect(await get("1")).toBe(FOUR[0]);
  expect(counts.lists).toBe(1);
  clock.advance(1);
  await get("1");
  expect(counts.lists).toBe(2);
});

test("a write makes it stale for reads, also where it was listed while the write was under way", async () => {
  const { list, get, getAll, counts } = await loaded();
  await list.duringWrite([], async () => {
    await getAll(IDS);
    expect(counts.lists).toBe(2);
  });
  await getAll([...IDS, ...IDS]);
  expect(counts.lists).toBe(3);
  expect(await get("1")).toBe(FOUR[0]);
});

test("a write that fails makes it stale as well", async () => {
  const { list, getAll, counts } = await loaded();
  const lost = list.duringWrite([], () => Promise.reject(new Error("lost")));
  expect((await failureOf(lost)).message).toBe("lost");
  await getAll([...IDS, ...IDS]);
  expect(counts.lists).toBe(2);
});

describe("whether no instance carries a tag", () => {
  test("is known for two minutes, also after writes of other tags", async () => {
    const { clock, list, hasNone, counts } = await loaded();
    await list.duringWrite(["another tag"], async () => undefined);
    clock.advance(2 * MINUTE - 1);
    expect([await hasNone("new tag"), await hasNone("tag of 1")]).toEqual([true, false]);
    expect(counts.lists).toBe(1);
  });

  test("is asked of a new list after two minutes", async () => {
    const { clock, hasNone, counts } = await loaded();
    clock.advance(2 * MINUTE);
    await Promise.all([hasNone("a"), hasNone("b"), hasNone("c")]);
    expect(counts.lists).toBe(2);
  });

  test("is not known while the list shows an instance without its tags, which may carry the tag", async () => {
    const { hasNone } = await loaded([...FOUR.slice(0, 3), { ...instance("4"), tags: undefined }]);
    expect(await hasNone("new tag")).toBe(false);
  });

  test("is not known of a tag that this process wrote, whether or not the write succeeded", async () => {
    const { list, hasNone } = await loaded();
    await list.duringWrite(["new tag"], () => Promise.reject(new Error("lost"))).catch(() => undefined);
    expect(await hasNone("new tag")).toBe(false);
  });

  test("is not known without a list", async () => {
    expect(await scene([]).hasNone("new tag")).toBe(false);
  });
});

test("the ids that carry a tag are those of the last list, for 10 seconds", async () => {
  const { list, clock } = await loaded([
    instance("1", { tags: ["a", "b"] }),
    instance("2", { tags: ["b"] }),
    ...FOUR.slice(2),
  ]);
  expect([list.idsWith("a"), list.idsWith("b"), list.idsWith("c")]).toEqual([["1"], ["1", "2"], []]);
  clock.advance(9_999);
  expect(list.idsWith("a")).toEqual(["1"]);
  clock.advance(1);
  expect(list.idsWith("a")).toEqual([]);
});

describe("a list that does not pay, or fails,", () => {
  test("because the platform has far more instances than there are reads is given up after a page", async () => {
    const setup = scene(FOUR, 200 * 1_000);
    let pages = 0;
    setup.pages = async function* () {
      for (; ; pages += 1) yield { instances: FOUR, total: 200 * 1_000 };
    };
    const found = await setup.getAll(IDS);
    expect(found.map(({ name }) => name)).toEqual(Array(4).fill("by request"));
    await setup.getAll(IDS);
    expect([pages, setup.counts.lists]).toEqual([0, 1]);
  });

  test("is still used where it has one page for each read", async () => {
    // Four that wait, of four that asked; the first two do not wait for a list.
    const names = async (total: number) => (await scene(FOUR, total).getAll(IDS)).map(({ name }) => name).slice(2);
    expect(await names(8 * 200)).toEqual([undefined, undefined]);
    expect(await names(8 * 200 + 1)).toEqual(["by request", "by request"]);
  });

  test("by an error does not fail the reads, and is not tried again for 10 seconds", async () => {
    const setup = scene(FOUR);
    const { pages } = setup;
    // biome-ignore lint/correctness/useYield: a list that fails with its first page
    setup.pages = async function* () {
      throw new Error("forbidden");
    };
    expect((await setup.getAll(IDS)).map(({ name }) => name)).toEqual(Array(4).fill("by request"));
    setup.pages = pages;
    await setup.getAll(IDS);
    expect(setup.counts).toEqual({ lists: 1, requests: 8 });
    setup.clock.advance(10_000);
    await setup.getAll(IDS);
    expect(setup.counts).toEqual({ lists: 2, requests: 8 });
  });

  test("by being slow leaves time for the single request: a read waits 10 s, or half of the time that is left", async () => {
    const setup = scene(FOUR);
    setup.clock.impatient = true;
    setup.pages = async function* () {
      await new Promise(() => {});
    };
    expect((await setup.getAll(IDS)).map(({ name }) => name)).toEqual(Array(4).fill("by request"));
    expect(new Set(setup.clock.sleeps)).toEqual(new Set([10_000]));
    // For 10 seconds, none waits again.
    const waits = setup.clock.sleeps.length;
    await setup.getAll(IDS);
    expect(setup.clock.sleeps).toHaveLength(waits);
    setup.clock.advance(10_000);
    await setup.getAll(IDS);
    expect(setup.clock.sleeps.length).toBeGreaterThan(waits);
  });

  test("for a read with little time left is waited for by others", async () => {
    const setup = scene(FOUR, 4, 6_000);
    const { pages } = setup;
    let ready = () => {};
    setup.pages = async function* () {
      await new Promise<void>((resolve) => {
        ready = resolve;
      });
      yield* pages();
    };
    setup.clock.impatient = true;
    await setup.getAll(IDS);
    expect(new Set(setup.clock.sleeps)).toEqual(new Set([3_000]));
    setup.clock.impatient = false;
    const later = setup.getAll(IDS);
    ready();
    expect((await later).map(({ name }) => name)).toEqual(Array(4).fill(undefined));
  });
});
