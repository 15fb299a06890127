import type { Simulator } from "act365-simulator";
import { DynamicProvider } from "../../../provider/src/dynamic/dynamicProvider";
import { ACT_365 } from "../../../provider/src/elements/actessentials";
import { canary, observe } from "../../support/canary";
import { configurationFor, declaration, startPlatform } from "../../support/platform";
import { allInClear } from "../../support/secretForm";

/** The provider of one process, whose lines are kept. */
async function providerOn(simulator: Simulator) {
  const lines: string[] = [];
  const provider = new DynamicProvider(ACT_365, undefined, (line) => {
    observe("a line for the user", line);
    lines.push(line);
  });
  const configuration: Record<string, unknown> = configurationFor(simulator);
  await provider.configure({ config: { get: (key: string) => configuration[key] } } as never);
  return { provider, lines };
}

const OWNER_TAG = String(declaration()["ownerTag"]);

describe("what the user is shown", () => {
  test("is a line with the resource's name, since the lines of all resources come together", async () => {
    const simulator = await startPlatform();
    const { provider, lines } = await providerOn(simulator);
    const lost = simulator.others.create({ name: "crm", tags: [OWNER_TAG] });
    await provider.create(declaration());
    expect(lines).toEqual([expect.stringMatching(`^act365: crm: warning: adopted instance ${lost.id} `)]);
  });

  test("names the resource, not the instance, whose name may be secret", async () => {
    const simulator = await startPlatform();
    const { provider, lines } = await providerOn(simulator);
    const apiKey = canary("apiKey");
    simulator.others.create({ name: "crm", tags: [OWNER_TAG] });
    await provider.create(declaration({ name: `a\n${apiKey}`, apiKey }));
    expect(lines[0]).toMatch(/^act365: crm: warning: adopted/);
  });

  test("names the instance without an owner tag, and an instance without a name", async () => {
    const simulator = await startPlatform();
    const { provider, lines } = await providerOn(simulator);
    const { id, outs } = await provider.create(declaration({ ownerTag: undefined, name: "by name" }));
    const busy = { method: "GET", fault: { kind: "status", status: 429, retryAfter: 0 } } as const;
    simulator.faults.add(busy);
    await provider.read(id, allInClear(outs ?? {}));
    simulator.faults.add(busy);
    await provider.read(id, {});
    expect(lines).toEqual([
      expect.stringMatching(/^act365: by name: GET .* returned 429/),
      expect.stringMatching(/^act365: instance: GET .* returned 429/),
    ]);
  });

  test("goes to stderr", async () => {
    const print = jest.spyOn(console, "error").mockImplementation(() => undefined);
    const simulator = await startPlatform();
    const configuration: Record<string, unknown> = configurationFor(simulator);
    const provider = new DynamicProvider(ACT_365);
    await provider.configure({ config: { get: (key: string) => configuration[key] } } as never);
    simulator.others.create({ name: "crm", tags: [OWNER_TAG] });
    await provider.create(declaration());
    expect(print.mock.calls).toEqual([[expect.stringContaining("act365: crm: warning: adopted")]]);
    print.mockRestore();
  });
});
