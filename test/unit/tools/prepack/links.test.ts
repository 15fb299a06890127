import { withAbsoluteLinks } from "../../../../tools/prepack/links";

const absolute = (text: string) =>
  withAbsoluteLinks(text, { repository: "https://github.com/owner/name", revision: "v1.2.3" });

test.each([
  ["a file", "[Errors](docs/errors.md)", "[Errors](https://github.com/owner/name/blob/v1.2.3/docs/errors.md)"],
  ["a section of one", "[6](docs/a.md#six)", "[6](https://github.com/owner/name/blob/v1.2.3/docs/a.md#six)"],
  [
    "a path that begins with ./",
    "[License](./LICENSE)",
    "[License](https://github.com/owner/name/blob/v1.2.3/LICENSE)",
  ],
  ["an image", "![Flow](docs/flow.svg)", "![Flow](https://github.com/owner/name/raw/v1.2.3/docs/flow.svg)"],
])("a link to %s of the repository becomes absolute", (_what, relative, expected) => {
  expect(absolute(`See ${relative}, too.`)).toBe(`See ${expected}, too.`);
});

test.each(["[Pulumi](https://www.pulumi.com/docs/)", "[below](#inputs)", "[mail](mailto:someone@example.com)"])(
  "%s stays as it is",
  (link) => expect(absolute(link)).toBe(link),
);
