import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { UNKNOWN } from "../../../provider/src/lifecycle/model/unknowns";
import { fromStruct, secret, toStruct } from "../../../provider/src/plugin/wire";
import type { Properties } from "../../support/plugin";
import { secret as onWire } from "../../support/secretForm";
import { ALL_UNKNOWN, UNKNOWN as UNKNOWN_TEXT } from "../../support/unknowns";

const struct = (properties: Properties) =>
  Struct.fromJavaScript(properties as Parameters<typeof Struct.fromJavaScript>[0]);
/** What the engine writes for an output (pkg/resource/plugin/rpc.go). */
const output = (more: object) => ({ "4dabf18193072939515e22adb298388d": "d0e6a833031e9bbcd3f4e8bde6ca49a4", ...more });

test("plain values come as they are, and nothing comes of nothing", () => {
  const values = { text: "a", number: 1.5, switch: false, none: null, list: ["a", { b: [1] }], record: { "c.d": "e" } };
  expect(fromStruct(struct(values))).toEqual({ values, secrets: [] });
  expect(fromStruct(undefined)).toEqual({ values: {}, secrets: [] });
});

test("a value that is not known yet is UNKNOWN, whatever its type and wherever it stands", () => {
  const values = { ...ALL_UNKNOWN, deep: { list: [UNKNOWN_TEXT] } };
  const { values: read } = fromStruct(struct(values));
  expect(Object.values(read).slice(0, -1)).toEqual(ALL_UNKNOWN.map(() => UNKNOWN));
  expect(read["deep"]).toEqual({ list: [UNKNOWN] });
});

test("secrets come in clear, with their paths; one in a list makes the list secret", () => {
  const values = {
    key: onWire("a"),
    deep: { key: onWire(UNKNOWN_TEXT) },
    list: ["b", onWire("c")],
    all: onWire({ d: 1 }),
  };
  expect(fromStruct(struct(values))).toEqual({
    values: { key: "a", deep: { key: UNKNOWN }, list: ["b", "c"], all: { d: 1 } },
    secrets: [["all"], ["deep", "key"], ["key"], ["list"]],
  });
});

test("outputs come as their values, or UNKNOWN without one", () => {
  const values = { known: output({ value: "a" }), unknown: output({}), secret: output({ value: "b", secret: true }) };
  expect(fromStruct(struct(values))).toEqual({
    values: { known: "a", unknown: UNKNOWN, secret: "b" },
    secrets: [["secret"]],
  });
});

test("what is written can be read again, secrets and unknown values included", () => {
  const values = { text: "a", unknown: UNKNOWN, list: [UNKNOWN, 1], none: null };
  const written = toStruct({ ...values, key: secret("b"), later: secret(UNKNOWN), left: undefined });
  expect(fromStruct(written)).toEqual({
    values: { ...values, key: "b", later: UNKNOWN },
    secrets: [["key"], ["later"]],
  });
});

test("a secret is marked once, also within a secret", () => {
  expect(secret(secret("a"))).toEqual(secret("a"));
  const written = toStruct({ all: secret({ key: secret("a"), list: [secret("b")] }) }).toJavaScript();
  expect(written).toEqual({ all: onWire({ key: "a", list: ["b"] }) });
});
