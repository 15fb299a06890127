import fc from "fast-check";
import { declaredTags, platformTags, RESERVED_PREFIX, sameTags } from "../../../../provider/src/lifecycle/model/tags";

const OURS = "pulumi:shop/dev/crm:0123456789";
const settings = { seed: 365, numRuns: 300 };

const tag = fc.stringMatching(/^[a-z0-9 @/.-]{1,8}$/);
const tags = fc.array(tag, { maxLength: 6 });
/** The same text with HTML around and inside, which the platform takes out. */
const dressed = (text: string) => `<a href="#" onclick='x()'>${text}</a><br/>`;

test("the reserved prefix is pinned", () => {
  expect(RESERVED_PREFIX).toBe("pulumi:");
});

describe("platformTags", () => {
  test("are the program's, in its order, then the owner tag, each once", () => {
    expect(platformTags(["b", "a", "b"], OURS)).toEqual(["b", "a", OURS]);
  });

  test.each([
    [[], undefined, []],
    [[], OURS, [OURS]],
    [["a"], undefined, ["a"]],
  ])("of %j and %j are %j", (declared, ownerTag, expected) => {
    expect(platformTags(declared, ownerTag)).toEqual(expected);
  });

  test("leave the program's own list as it is", () => {
    const declared = Object.freeze(["a", "b"]);
    platformTags(declared, OURS);
    expect(declared).toEqual(["a", "b"]);
  });
});

describe("sameTags", () => {
  test.each([
    [[], [], true],
    [["a", "b"], ["b", "a"], true],
    [["a", "a", "b"], ["a", "b", "b"], true],
    [["<b>a</b>"], ["a"], true],
    [["a"], ["a", "b"], false],
    [["a", "b"], ["a"], false],
    [["a"], ["b"], false],
    [["a"], ["A"], false],
    [["a"], ["a "], false],
  ])("of %j and %j is %j", (a, b, same) => {
    expect(sameTags(a, b)).toBe(same);
  });

  test("does not care about order, repetition and HTML", () => {
    const shuffled = tags.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }), fc.func(fc.boolean())),
    );
    fc.assert(
      fc.property(shuffled, ([list, other, dress]) => {
        const theirs = [...other, ...other].map((text) => (dress(text) ? dressed(text) : text));
        expect(sameTags(list, theirs)).toBe(true);
        expect(sameTags(theirs, list)).toBe(true);
      }),
      settings,
    );
  });

  test("sees every added and every missing tag", () => {
    fc.assert(
      fc.property(tags, tag, (list, one) => {
        fc.pre(!list.includes(one));
        expect(sameTags(list, [...list, one])).toBe(false);
        expect(sameTags([one, ...list], list)).toBe(false);
        expect(sameTags([...list, one], [...list, `${one}x`])).toBe(list.includes(`${one}x`) && list.includes(one));
      }),
      settings,
    );
  });
});

describe("declaredTags", () => {
  test.each([
    ["the program's own spelling while the set is the same", ["b", OURS, "a"], ["a", "<i>b</i>"], ["a", "<i>b</i>"]],
    ["none where none is declared and none is there", [OURS], undefined, []],
    ["the declared empty list", [OURS], [], []],
    ["what is there, sorted, where it differs", ["c", OURS, "b"], ["a"], ["b", "c"]],
    ["an empty list where all are gone", [OURS], ["a"], []],
    ["what is there where none is declared", ["a", OURS], undefined, ["a"]],
    ["the same without the owner tag on the platform", ["a"], ["a"], ["a"]],
  ])("are %s", (_, found, declared, expected) => {
    expect(declaredTags(found, declared, OURS)).toEqual(expected);
  });

  test("hold another declaration's owner tag, which shows as drift", () => {
    expect(declaredTags([OURS, "pulumi:a/b/c:aaaaaaaaaa"], [], OURS)).toEqual(["pulumi:a/b/c:aaaaaaaaaa"]);
  });

  test("leave the platform's list as it is", () => {
    const found = Object.freeze(["c", "b"]);
    expect(declaredTags(found, ["a"], OURS)).toEqual(["b", "c"]);
    expect(found).toEqual(["c", "b"]);
  });

  test("are what was declared, in whatever order and spelling the platform returns them", () => {
    fc.assert(
      fc.property(
        fc.option(tags, { nil: undefined }),
        fc.option(fc.constant(OURS), { nil: undefined }),
        (declared, ours) => {
          const sent = platformTags((declared ?? []).map(dressed), ours);
          const kept = [...new Set(sent.map((text) => text.replace(/<[^>]*>/g, "")))].reverse();
          expect(declaredTags(kept, declared?.map(dressed), ours)).toEqual((declared ?? []).map(dressed));
        },
      ),
      settings,
    );
  });
});
