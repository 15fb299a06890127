import { declaration } from "../../support/platform";
import { PROVIDER_TEXT } from "../../support/plugin";
import { createOne, setUp, startManaged, totalFailureOf } from "../setUp";

/** Half of an emoji, as JSON escapes it: what a service leaves that cuts texts by length. */
const HALF = "\\ud83d";

/** The body of an instance whose texts are all cut within an emoji. */
function cut(id: number | string, ownerTag: string): string {
  return (
    `{"id":${id},"name":"crm ${HALF}","token":"a token ${HALF}","tags":["sales ${HALF}","${ownerTag}"],` +
    `"configuration":{"username":"key ${HALF}","instance.variables":"${HALF}","odd ${HALF}":"x"},"disabled":false,` +
    `"createdDate":"${HALF}"}`
  );
}

describe("case 43: the platform's texts hold half of an emoji", () => {
  test("case 43a: in the response to a POST: the id is kept", async () => {
    const { simulator, plugin } = await setUp();
    const inputs = declaration({ configuration: { "instance.variables": "x" } });
    const next = simulator.others.create({ name: "before" }).id + 1;
    simulator.faults.add({ method: "POST", fault: { kind: "body", body: cut(next, String(inputs["ownerTag"])) } });
    const { id, properties } = await plugin.create(inputs);
    expect(id).toBe(String(next));
    expect(properties).toMatchObject({ name: "crm \ufffd", tags: ["sales \ufffd"], __provider: PROVIDER_TEXT });
    expect(properties["configuration"]).toEqual({ "instance.variables": "\ufffd" });
  });

  test("case 43b: in the response to a read", async () => {
    const { simulator, plugin, id, state } = await startManaged();
    const body = cut(id, String(state["ownerTag"]));
    simulator.faults.add({ method: "GET", path: "/instances/*", fault: { kind: "body", body } });
    expect((await plugin.read(id, state)).properties).toMatchObject({ name: "crm \ufffd", tags: ["sales \ufffd"] });
  });

  test("case 43c: in a list", async () => {
    const { simulator, plugin, id, state } = await startManaged();
    await createOne({ simulator }, { ownerTag: "pulumi:project/dev/other:0123456789" });
    const body = `[${cut(id, String(state["ownerTag"]))}]`;
    simulator.faults.add({
      method: "GET",
      path: "/elements/*/instances",
      call: "every",
      fault: { kind: "body", body },
    });
    const reads = await Promise.all(Array.from({ length: 8 }, () => plugin.read(id, state)));
    expect(reads.some(({ properties }) => properties["name"] === "crm \ufffd")).toBe(true);
  });

  test("case 43d: in an error: its message arrives", async () => {
    const { simulator, plugin, id, state } = await startManaged();
    for (const message of ["cut \ud83d", `${"x".repeat(299)}😀`]) {
      simulator.faults.add({ method: "GET", path: "/instances/*", fault: { kind: "status", status: 403, message } });
      const told = await totalFailureOf(plugin.read(id, state));
      expect(told).toMatch(/returned 403: (cut \ufffd|x{299}…)/);
    }
  });
});
