import { configurationFor, declaration, requestsTo, startPlatform } from "../../support/platform";
import { startPlugin } from "../frontEnd";
import { startRelay } from "../servers";
import { liveIds } from "../setUp";

describe("case 34: the other side closes a connection that is kept", () => {
  test("case 34a: a POST never uses a kept connection, so it cannot get lost there", async () => {
    const simulator = await startPlatform();
    const relay = await startRelay(simulator);
    const plugin = await startPlugin({ ...configurationFor(simulator), "act365:baseUrl": relay.url });
    for (const name of ["a", "b", "c"]) {
      await plugin.create(declaration({ name, ownerTag: `pulumi:project/dev/${name}:0123456789` }));
    }
    const withPost = relay.connections.filter((verbs) => verbs.includes("POST"));
    expect(withPost).toEqual([["POST"], ["POST"], ["POST"]]);
    const posts = simulator.requests.filter(({ method }) => method === "POST");
    expect(posts.map(({ headers }) => headers["connection"])).toEqual(["close", "close", "close"]);
    expect(relay.connections.some((verbs) => verbs.join() === "GET,GET,GET,GET,GET,GET")).toBe(true);
  });

  test("case 34b: a read that gets lost on a kept connection is tried again, and a creation does not notice", async () => {
    const simulator = await startPlatform();
    const relay = await startRelay(simulator);
    const plugin = await startPlugin({ ...configurationFor(simulator), "act365:baseUrl": relay.url });
    const inputs = declaration();
    const { id, properties } = await plugin.create(inputs);
    relay.dropReused();
    expect((await plugin.read(id, properties)).id).toBe(id);
    await plugin.create(declaration({ ownerTag: "pulumi:project/dev/other:0123456789" }));
    const after = await plugin.update(id, properties, { ...inputs, name: "other" });
    expect(after["name"]).toBe("other");
    expect(liveIds(simulator)).toHaveLength(2);
    expect(requestsTo(simulator).filter((request) => request === "POST /instances")).toHaveLength(2);
  });
});
