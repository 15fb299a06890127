import { createHash } from "node:crypto";
import fc from "fast-check";
import { foreignOwnerTag, ownerTagFor, parseOwnerTag } from "../../../../provider/src/lifecycle/model/ownerTag";
import { stripHtml } from "../../../../provider/src/platform/htmlStripping";

const TYPE = "pulumi-nodejs:dynamic/act365:Act365Instance";
const URN = `urn:pulumi:dev::shop::${TYPE}::crm`;

/** The owner tag where the setting leaves the organization's name to Pulumi. */
const ownerTag = (urn: string, organization: string) => ownerTagFor("true", organization, urn);

/** The formula of docs/how-it-works.md. */
function expected(organization: string, project: string, stack: string, name: string, urn: string): string {
  const hash = createHash("sha256").update(`${organization}|${urn}`, "utf8").digest("hex");
  return `pulumi:${project}/${stack}/${name}:${hash.substring(0, 10)}`;
}

describe("the owner tag", () => {
  test("is pinned, since instances on the platform carry it for years", () => {
    expect(ownerTag(URN, "acme")).toBe("pulumi:shop/dev/crm:e8a59c7098");
  });

  test("is missing where it is switched off", () => {
    expect(ownerTagFor("false", "acme", URN)).toBeUndefined();
  });

  test("is that of the organization that the setting names, whatever Pulumi's is called", () => {
    expect(ownerTagFor("acme", "renamed", URN)).toBe(ownerTag(URN, "acme"));
    expect(ownerTagFor("", "acme", URN)).toBe(ownerTag(URN, ""));
  });

  test.each([
    ["acme", "shop", "dev", "crm", TYPE],
    ["organization", "my-project", "org.prod", "crm eu", TYPE],
    ["", "p", "s", "n", `my:component:Crm$${TYPE}`],
    ["acme", "shop", "dev", "Größe <3", TYPE],
    ["acme", "shop", "dev", "a::b::c", TYPE],
  ])("is project, stack, name and the hash of organization and URN: %s %s %s %s", (org, project, stack, name, type) => {
    const urn = `urn:pulumi:${stack}::${project}::${type}::${name}`;
    expect(ownerTag(urn, org)).toBe(expected(org, project, stack, name, urn));
  });

  test("is what the platform keeps: HTML in the name is removed, while the hash is of the whole URN", () => {
    const urn = `urn:pulumi:dev::shop::${TYPE}::<b>crm</b>`;
    expect(ownerTag(urn, "acme")).toBe(expected("acme", "shop", "dev", "crm", urn));
  });

  test("differs between two organizations, components and stacks with equal names", () => {
    const tags = [
      ownerTag(URN, "acme"),
      ownerTag(URN, "other"),
      ownerTag(`urn:pulumi:dev::shop::my:component:Crm$${TYPE}::crm`, "acme"),
      ownerTag(`urn:pulumi:prod::shop::${TYPE}::crm`, "acme"),
    ];
    expect(new Set(tags).size).toBe(4);
  });

  test("of any URN is recognized as one by other declarations, and names its own", () => {
    const word = fc.stringMatching(/^[a-z0-9._-]{1,12}$/);
    fc.assert(
      fc.property(
        word,
        word,
        fc.string({ minLength: 1, unit: "grapheme" }),
        word,
        (project, stack, name, organization) => {
          const tag = ownerTag(`urn:pulumi:${stack}::${project}::${TYPE}::${name}`, organization) ?? "";
          expect(parseOwnerTag(tag)).toEqual({
            project,
            stack,
            resource: stripHtml(name),
            hash: tag.slice(-10),
          });
          expect(foreignOwnerTag([tag], undefined)).toBe(tag);
          expect(foreignOwnerTag([tag], tag)).toBeUndefined();
        },
      ),
      { seed: 365, numRuns: 300 },
    );
  });

  test("of a text that is no URN does not fail", () => {
    expect(ownerTag("", "")).toMatch(/^pulumi:\/\/:[0-9a-f]{10}$/);
    expect(ownerTag("dev::shop::type::urn:pulumi:crm", "")).toMatch(/^pulumi:shop\/dev\/urn:pulumi:crm:[0-9a-f]{10}$/);
  });
});

describe("the declaration that a tag names", () => {
  test("is what stands in the tag", () => {
    expect(parseOwnerTag("pulumi:shop/org.prod/a/b:c:0123456789")).toEqual({
      project: "shop",
      stack: "org.prod",
      resource: "a/b:c",
      hash: "0123456789",
    });
    expect(parseOwnerTag("pulumi:shop/dev/:0123456789")?.resource).toBe("");
  });

  test.each(["", "sales", "pulumi:managed", "pulumi:shop/dev/crm"])(
    "does not exist for %j, which is no owner tag",
    (tag) => {
      expect(parseOwnerTag(tag)).toBeUndefined();
    },
  );
});

describe("a foreign owner tag", () => {
  const ours = "pulumi:shop/dev/crm:0123456789";
  const theirs = "pulumi:shop/prod/crm:abcdef0123";

  test.each([
    ["none among the program's tags", ["sales"], undefined],
    ["none without tags", [], undefined],
    ["not ours", [ours], undefined],
    ["theirs beside ours", ["sales", ours, theirs], theirs],
    ["the first of several", [theirs, "pulumi:a/b/c:aaaaaaaaaa"], theirs],
  ])("is %s", (_, tags, found) => {
    expect(foreignOwnerTag(tags, ours)).toBe(found);
  });

  test("is any owner tag where ours is switched off", () => {
    expect(foreignOwnerTag(["sales", ours], undefined)).toBe(ours);
  });

  test.each([
    "pulumi:managed",
    "pulumi:shop/dev",
    "pulumi:shop/dev/crm",
    "pulumi:shop/dev/crm:012345678",
    "pulumi:shop/dev/crm:01234567890",
    "pulumi:shop/dev/crm:012345678G",
    "pulumi:shop/dev/crm:0123456789 ",
    "pulumi:/dev/crm:0123456789",
    "pulumi:shop//crm:0123456789",
    "pulumi:shop/crm:0123456789",
    "xpulumi:shop/dev/crm:0123456789",
    "shop/dev/crm:0123456789",
  ])("is not %j: other tools may have such tags", (tag) => {
    expect(foreignOwnerTag([tag], undefined)).toBeUndefined();
  });

  test("may have a name with line breaks, slashes and colons", () => {
    const tag = "pulumi:shop/dev/a/b:c\nd:0123456789";
    expect(foreignOwnerTag([tag], undefined)).toBe(tag);
  });
});
