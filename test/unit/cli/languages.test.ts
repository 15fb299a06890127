import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { command, madeByHand, PLUGIN_TYPE, setUpCommand, stateWith } from "../../support/command";
import { startPlatform } from "../../support/platform";

test.each(["yaml", "python", "{ name: go, options: {} }", "java", "dotnet"])(
  "all commands work in a project whose runtime is %s, with credentials and base URL of the stack's configuration",
  async (runtime) => {
    const simulator = await startPlatform();
    const setup = setUpCommand(simulator);
    writeFileSync(
      join(setup.folder, "Pulumi.yaml"),
      `name: shop\nruntime: ${runtime}\npackages:\n  act365: act365@1.0.0\nresources: {}\n`,
    );
    setup.pulumi["plugin ls --json"] = JSON.stringify([{ name: "act365", kind: "resource", version: "1.0.0" }]);
    const held = madeByHand(simulator, "held", { tags: ["pulumi:shop/dev/held:0123456789"] });
    const free = madeByHand(simulator, "free");
    setup.pulumi["stack export"] = stateWith([
      { name: "held", id: held.id, types: PLUGIN_TYPE, outputs: { baseUrl: simulator.url } },
    ]);

    const listed = await command(setup, "list", "--json");
    expect(JSON.parse(listed.output)).toMatchObject([
      { id: held.id, owner: { project: "shop", stack: "dev", resource: "held" } },
      { id: free.id, owner: null },
    ]);
    expect(await command(setup, "orphans")).toMatchObject({ status: 0, output: "" });
    expect((await command(setup, "doctor")).status).toBe(0);
    const { messages } = await command(setup, "import", "--all", "--type", "plugin");
    expect(messages).toContain(`warning: ${held.id} was left out`);
    expect(messages).toContain("1 instance in act365-import.json");
  },
);
