import { failureOf } from "../support/canary";
import { startManaged, totalFailureOf } from "./setUp";

const ID = "[0-9a-f]{24}";

describe("an error", () => {
  test("of a create or an update prints nothing: the engine shows it with the resource", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged();
    simulator.faults.add({ call: "every", fault: { kind: "status", status: 403 } });
    await failureOf(plugin.create(inputs));
    await failureOf(plugin.update(id, state, { ...inputs, name: "other" }));
    expect(plugin.output()).toBe("");
  });

  test("names verb, path, status, the platform's message, its request id, and the next step", async () => {
    const cases: [number, RegExp][] = [
      [400, /Correct the inputs that the message names \(https:.*#error-response\)$/],
      [401, /Check the user secret \(from .*\) and the organization secret \(from .*\)/],
      [
        403,
        /lacks the privilege, for example createElementInstances: ask an organization administrator \(https:.*#error-response\)$/,
      ],
      [
        409,
        /Something on the platform still uses it, such as a formula instance: remove that first \(https:.*#error-response\)$/,
      ],
      [422, /Correct the inputs that the message names \(https:.*#error-response\)$/],
      [
        501,
        /Try again; if the error persists, give the request id to the platform's support \(https:.*#error-response\)$/,
      ],
    ];
    const { simulator, plugin, id, state } = await startManaged();
    for (const [status, step] of cases) {
      simulator.faults.add({ method: "DELETE", fault: { kind: "status", status, message: "The message." } });
      const message = await totalFailureOf(plugin.delete(id, state));
      expect(message).toMatch(
        new RegExp(`^DELETE /instances/${id} returned ${status}: The message \\(request id ${ID}\\)\\. `),
      );
      expect(message).toMatch(step);
    }
  });

  test("takes the request id from the header where the body has none", async () => {
    const { simulator, plugin, id, state } = await startManaged();
    simulator.faults.add({
      method: "DELETE",
      fault: {
        kind: "status",
        status: 400,
        body: "html",
        headers: { "elements-request-id": "58b46b1be4b0e5a9b7d19c49" },
      },
    });
    expect(await totalFailureOf(plugin.delete(id, state))).toMatch(/\(request id 58b46b1be4b0e5a9b7d19c49\)/);
  });

  test("of an instance that an update does not find says that it is gone, and what to do", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged();
    simulator.others.remove(Number(id));
    expect(await totalFailureOf(plugin.update(id, state, { ...inputs, name: "other" }))).toMatch(
      new RegExp(`^Instance ${id} no longer exists on the platform \\(PATCH .* 404.*\\)\\. Run pulumi refresh`),
    );
  });

  test("is preceded by one line for each retry", async () => {
    const { simulator, plugin, id, state } = await startManaged();
    simulator.faults.add({ method: "GET", call: [1, 2], fault: { kind: "status", status: 503, message: "busy" } });
    await plugin.read(id, state);
    expect(plugin.output().trim().split("\n")).toEqual([
      expect.stringMatching(/^act365: crm: GET \/instances\/\d+ returned 503: busy .*; try 2 of 5 in \d+ ms$/),
      expect.stringMatching(/^act365: crm: GET \/instances\/\d+ returned 503: busy .*; try 3 of 5 in .*$/),
    ]);
  });
});
