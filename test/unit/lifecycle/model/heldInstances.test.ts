import { HeldInstances } from "../../../../provider/src/lifecycle/model/heldInstances";
import { OTHER_OWNER_TAG, OURS, OWNER_TAG } from "../setUp";

const THEIRS = { identity: OTHER_OWNER_TAG, shown: OTHER_OWNER_TAG };

test("nothing is held at first", () => {
  expect(new HeldInstances().has("7")).toBe(false);
});

test("a deleted instance is remembered as deleted, and not held; a released one is not remembered", () => {
  const held = new HeldInstances();
  for (const id of ["7", "8"]) held.hold(id, OURS);
  held.noteDeleted("7");
  held.release("8");
  expect([held.has("7"), held.has("8")]).toEqual([false, false]);
  expect([held.wasDeleted("7"), held.wasDeleted("8")]).toEqual([true, false]);
});

describe("an instance that a declaration holds", () => {
  test("is held, and it alone", () => {
    const held = new HeldInstances();
    expect(held.hold("7", OURS)).toBeUndefined();
    expect([held.has("7"), held.has("8")]).toEqual([true, false]);
  });

  test("may be held by the same declaration again, however messages name it by then", () => {
    const held = new HeldInstances();
    held.hold("7", OURS);
    expect(held.hold("7", { ...OURS, shown: 'named "renamed"' })).toBeUndefined();
  });

  test("is another's for a declaration that messages name in the same way", () => {
    const held = new HeldInstances();
    held.hold("7", { identity: "one", shown: 'named "crm"' });
    expect(held.hold("7", { identity: "other", shown: 'named "crm"' })).toBe('named "crm"');
  });

  test("stays with it: another declaration learns whose it is", () => {
    const held = new HeldInstances();
    held.hold("7", OURS);
    expect(held.hold("7", THEIRS)).toBe(OWNER_TAG);
    expect(held.hold("7", THEIRS)).toBe(OWNER_TAG);
    expect(held.hold("7", OURS)).toBeUndefined();
  });

  test("is free again after its release", () => {
    const held = new HeldInstances();
    held.hold("7", OURS);
    held.release("7");
    expect(held.has("7")).toBe(false);
    expect(held.hold("7", THEIRS)).toBeUndefined();
  });
});

describe("an instance that a diff saw", () => {
  test("is held from then on", () => {
    const held = new HeldInstances();
    held.seenByDiff("7", OURS, true);
    expect(held.hold("7", THEIRS)).toBe(OWNER_TAG);
  });

  test("stays with the declaration that holds it already: the diff of another one learns whose it is", () => {
    const held = new HeldInstances();
    expect(held.seenByDiff("7", OURS, true)).toBeUndefined();
    expect(held.seenByDiff("7", THEIRS, true)).toBe(OWNER_TAG);
    expect(held.otherHolder("7", OURS)).toBeUndefined();
  });

  test("is not held right after a read of it: a refresh also diffs what no program declares any more", () => {
    const held = new HeldInstances();
    held.seenByRead("7");
    held.seenByDiff("7", OURS, true);
    expect(held.has("7")).toBe(false);
    held.seenByDiff("7", OURS, true);
    expect(held.has("7")).toBe(true);
  });

  test("is refreshing from the read to the diff", () => {
    const held = new HeldInstances();
    expect(held.isRefreshing("7")).toBe(false);
    held.seenByRead("7");
    expect([held.isRefreshing("7"), held.isRefreshing("8")]).toEqual([true, false]);
    held.seenByDiff("7", OURS, true);
    expect(held.isRefreshing("7")).toBe(false);
  });

  test("is not held where a refresh reads two resources of one id and then diffs both", () => {
    const held = new HeldInstances();
    held.seenByRead("7");
    held.seenByRead("7");
    held.seenByDiff("7", OURS, true);
    held.seenByDiff("7", THEIRS, true);
    expect(held.has("7")).toBe(false);
  });

  test("is not held where the diff asks for a replacement or does not know all inputs; but the read before is used up", () => {
    const held = new HeldInstances();
    held.seenByRead("7");
    held.seenByDiff("7", OURS, false);
    held.seenByDiff("7", OURS, false);
    expect(held.has("7")).toBe(false);
    held.seenByDiff("7", OURS, true);
    expect(held.has("7")).toBe(true);
  });

  test("does not count where another declaration asks who else holds it", () => {
    const held = new HeldInstances();
    expect(held.otherHolder("7", OURS)).toBeUndefined();
    held.seenByDiff("7", OURS, true);
    expect([held.otherHolder("7", OURS), held.otherHolder("7", THEIRS)]).toEqual([undefined, OWNER_TAG]);
  });

  test("is held after the read of another one", () => {
    const held = new HeldInstances();
    held.seenByRead("8");
    held.seenByDiff("7", OURS, true);
    expect(held.has("7")).toBe(true);
  });

  test("that was held before the read stays held", () => {
    const held = new HeldInstances();
    held.hold("7", OURS);
    held.seenByRead("7");
    held.seenByDiff("7", OURS, true);
    expect(held.has("7")).toBe(true);
  });
});

test("an instance that its declaration gives up is free; that of another declaration stays held", () => {
  const held = new HeldInstances();
  held.hold("7", OURS);
  held.giveUp("7", THEIRS);
  held.giveUp("8", THEIRS);
  expect(held.has("7")).toBe(true);
  held.giveUp("7", OURS);
  expect(held.has("7")).toBe(false);
});
