import { ACT_365 } from "../../../../provider/src/elements/actessentials";
import { checkCredentials } from "../../../../provider/src/lifecycle/checking/checkCredentials";
import { UNKNOWN } from "../../../../provider/src/lifecycle/model/unknowns";
import { canary } from "../../../support/canary";

const MASK = "********";

const failuresOf = (given: Record<string, unknown>) =>
  checkCredentials({ apiKey: canary("apiKey"), developerKey: canary("developerKey"), ...given }, ACT_365);

test("both missing keys are failures, in the order of the element's definition", () => {
  expect(checkCredentials({}, ACT_365).map(({ reason }) => reason.split(" ")[0])).toEqual(["apiKey", "developerKey"]);
});

describe("a credential may be missing", () => {
  const keys = () => ({ apiKey: canary("apiKey"), developerKey: canary("developerKey") });
  const missing = (given: object, olds: object = {}) =>
    checkCredentials({ ...given }, ACT_365, { ...olds }).map(({ reason }) => reason.split(" ")[0]);

  test("if the platform masks it, and an instance is adopted", () => {
    expect(missing({ adoptId: "7" })).toEqual(["apiKey"]);
    expect(missing({ adoptId: UNKNOWN, developerKey: null })).toEqual(["apiKey"]);
    expect(missing({ adoptId: null })).toEqual(["apiKey", "developerKey"]);
  });

  test("but not be an empty text, which an unset variable gives", () => {
    expect(missing({ ...keys(), adoptId: "7", developerKey: "" })).toEqual(["developerKey"]);
    expect(missing({ ...keys(), developerKey: "" }, { name: "crm" })).toEqual(["developerKey"]);
  });

  test("if the existing resource never had it", () => {
    expect(missing({}, { name: "crm" })).toEqual([]);
    expect(missing({}, { name: "crm", apiKey: canary("apiKey") })).toEqual(["apiKey"]);
    expect(missing({ adoptId: "7" }, keys())).toEqual(["apiKey", "developerKey"]);
  });
});

describe.each([
  ["apiKey", "Act! 365 under Profile > Apps & Integrations"],
  ["developerKey", "the Act! developer portal"],
])("%s", (name, where) => {
  const failing = (problem: string) => [{ input: name, reason: `${name} ${problem}` }];

  test.each([undefined, null, ""])("%j is missing", (value) => {
    expect(failuresOf({ [name]: value })).toEqual(failing(`is missing; find it in ${where}`));
  });

  test("may be unknown", () => {
    expect(failuresOf({ [name]: UNKNOWN })).toEqual([]);
  });

  test.each([1, true, {}, []])("%j is no string", (value) => {
    expect(failuresOf({ [name]: value })).toEqual(failing("must be a string"));
  });

  test("the mask is no key", () => {
    expect(failuresOf({ [name]: MASK })).toEqual(
      failing(`is the mask that the platform shows instead of a key; find the key in ${where}`),
    );
  });

  test.each(["\n", "\r", "\r\n"])("%j at its end is refused as a reading mistake", (end) => {
    expect(failuresOf({ [name]: canary(name, (core) => core + end) })).toEqual(
      failing("ends with a line break; read it without the line break (printf instead of echo)"),
    );
  });

  test.each([
    (core: string) => ` ${core}`,
    (core: string) => `${core}\t`,
    (core: string) => `\n${core}`,
    (core: string) => `${core}\n${core}`,
    (core: string) => `${core}\u0000${core}`,
    (core: string) => `${core}\u0085${core}`,
  ])("white space around it and control characters are refused: %s", (shape) => {
    expect(failuresOf({ [name]: canary(name, shape) })).toEqual(
      failing("contains control characters, or leading or trailing whitespace; copy only the key"),
    );
  });

  test.each([(core: string) => core, (core: string) => `${core} ${core}`, (core: string) => `${core}ü,"'`])(
    "anything else may be a key: %s",
    (shape) => {
      expect(failuresOf({ [name]: canary(name, shape) })).toEqual([]);
    },
  );
});
