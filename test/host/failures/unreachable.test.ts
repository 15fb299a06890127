import { linkTo } from "../../support/errorPage";
import { configurationFor, declaration, requestsTo, startPlatform } from "../../support/platform";
import { startPlugin } from "../frontEnd";
import { closedPort, startRelay } from "../servers";
import { liveIds, totalFailureOf, within } from "../setUp";

const LOOK = "GET /elements/actessentials/instances";

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("case 2: the request was never sent", () => {
  test("case 2a: nobody listens yet: the create is tried again until somebody does, and makes one instance", async () => {
    const port = await closedPort();
    const simulator = await startPlatform();
    const plugin = await startPlugin({ ...configurationFor(simulator), "act365:baseUrl": `http://127.0.0.1:${port}` });
    await simulator.stop();
    const created = plugin.create(declaration());
    await sleep(1_000);
    const { userSecret = "", organizationSecret = "" } = simulator.organizations[0] ?? {};
    const late = await startPlatform({ port, organizations: [{ userSecret, organizationSecret }] });
    const { id } = await created;
    expect(liveIds(late)).toEqual([id]);
    expect(plugin.output()).toMatch(/could not be reached \(ECONNREFUSED\).*; try 2 of 5 in /);
  });

  test("case 2b: a POST that is refused the connection is sent again without a search in between", async () => {
    const simulator = await startPlatform();
    const relay = await startRelay(simulator);
    const plugin = await startPlugin({ ...configurationFor(simulator), "act365:baseUrl": relay.url });
    // The look's connection stays open, but the POST has one of its own.
    simulator.onRequest(({ method }) => {
      if (method === "GET") relay.refuse();
    });
    const created = plugin.create(declaration());
    await sleep(1_500);
    expect(plugin.output()).toMatch(/POST \/instances: 127.0.0.1:\d+ could not be reached \(ECONNREFUSED\)/);
    relay.accept();
    const { id } = await created;
    expect(liveIds(simulator)).toEqual([id]);
    expect(requestsTo(simulator)).toEqual([LOOK, "POST /instances", LOOK]);
  });

  test("case 2c: nobody ever listens: after five tries the error names the host and what to check", async () => {
    const port = await closedPort();
    const simulator = await startPlatform();
    const plugin = await startPlugin({ ...configurationFor(simulator), "act365:baseUrl": `http://127.0.0.1:${port}` });
    const message = await totalFailureOf(plugin.create(declaration()));
    expect(message).toBe(
      `${LOOK}: 127.0.0.1:${port} could not be reached (ECONNREFUSED). ` +
        "Check act365:baseUrl, the network, and HTTPS_PROXY and NO_PROXY" +
        linkTo("no-response"),
    );
    expect(plugin.output().match(/try \d of 5/g)).toEqual(["try 2 of 5", "try 3 of 5", "try 4 of 5", "try 5 of 5"]);
  });

  test("case 2d: there is no such host", async () => {
    const { "act365:baseUrl": _, ...secrets } = configurationFor(await startPlatform());
    const plugin = await startPlugin({ ...secrets, "act365:baseUrl": "https://platform.invalid" });
    expect(await totalFailureOf(plugin.create(declaration(within("2s"))))).toMatch(
      /: platform\.invalid could not be reached \((ENOTFOUND|EAI_AGAIN)\)\. Check act365:baseUrl/,
    );
  });

  test("case 2e: a refresh fails, and drops nothing from the state", async () => {
    const port = await closedPort();
    const inputs = declaration(within("2s"));
    const { "act365:baseUrl": _, ...secrets } = configurationFor(await startPlatform());
    const plugin = await startPlugin(secrets);
    const state = { ...inputs, instanceId: "12345", baseUrl: `http://127.0.0.1:${port}/elements/api-v2` };
    expect(await totalFailureOf(plugin.read("12345", state))).toMatch(/could not be reached \(ECONNREFUSED\)/);
  });
});
