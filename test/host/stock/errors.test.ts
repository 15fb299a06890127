import { failureOf } from "../../support/canary";
import { declaration } from "../../support/platform";
import { setUp, startManaged } from "../setUp";

const ID = "[0-9a-f]{24}";

describe("an error", () => {
  test("of a read or a delete prints one line on stderr, without a stack", async () => {
    const { simulator, plugin, id, state } = await startManaged();
    simulator.faults.add({ call: "every", fault: { kind: "status", status: 403, message: "not you" } });
    await failureOf(plugin.read(id, state));
    await failureOf(plugin.delete(id, state));
    const lines = plugin.output().trim().split("\n");
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(
      new RegExp(`^act365: GET /instances/${id} returned 403: not you \\(request id ${ID}\\)\\. `),
    );
    expect(lines[1]).toMatch(
      new RegExp(`^act365: DELETE /instances/${id} returned 403: not you \\(request id ${ID}\\)\\. `),
    );
    expect(plugin.output()).not.toMatch(/\bat .*[/\\]|\.js:/);
  });

  test("of a diff prints one line on stderr, without a stack", async () => {
    const { plugin } = await setUp({ configuration: { "act365:baseUrl": "not a host" } });
    const inputs = declaration();
    await failureOf(plugin.diff("1", inputs, inputs));
    expect(plugin.output().trim().split("\n")).toEqual([
      expect.stringMatching(/^act365: baseUrl \(from .*\): the base URL is neither a URL nor a host/),
    ]);
  });
});
