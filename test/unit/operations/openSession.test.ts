import { ACT_365 } from "../../../provider/src/elements/actessentials";
import { openSession, type SessionOptions } from "../../../provider/src/operations/openSession";
import type { Sources } from "../../../provider/src/operations/settings";
import { SharedState } from "../../../provider/src/operations/sharedState";
import { version } from "../../../provider/src/operations/version";
import { systemClock } from "../../../provider/src/util/clock";
import { canary, failureOf, observe, thrownBy } from "../../support/canary";
import { configurationFor, organization, requestsTo, startPlatform } from "../../support/platform";
import type { Properties } from "../../support/plugin";

const ANY_URL = "http://127.0.0.1:9/elements/api-v2";

const from = (configuration: Properties): Sources => ({ configuration: (key) => configuration[key], environment: {} });

/** A session on the platform of that URL. */
function open(
  baseUrl: string | undefined,
  sources: Sources,
  process = new SharedState(),
  more: Partial<SessionOptions> = {},
) {
  const log = (line: string) => observe("the log", line);
  return openSession({ sources, element: ACT_365, timeout: 60_000, recordedBaseUrl: baseUrl, log, ...more }, process);
}

function secrets(): Properties {
  return { "act365:userSecret": canary("userSecret"), "act365:organizationSecret": canary("organizationSecret") };
}

test("a session has the element, the platform and the machine's clock", () => {
  const session = open(ANY_URL, from(secrets()));
  expect(session).toMatchObject({ element: ACT_365, baseUrl: ANY_URL, clock: systemClock });
});

test("a session ends with its timeout", () => {
  expect(open(ANY_URL, from(secrets()), undefined, { timeout: 120_000 }).deadline.total).toBe(120_000);
});

describe("the platform", () => {
  test("is the one that the state recorded, in its one spelling, else the configured one", () => {
    const configured = from({ ...secrets(), "act365:baseUrl": "configured.example" });
    expect(open("recorded.example/", configured).baseUrl).toBe("https://recorded.example/elements/api-v2");
    expect(open(undefined, configured).baseUrl).toBe("https://configured.example/elements/api-v2");
  });

  test("is refused where the secrets would travel in clear text", () => {
    const error = thrownBy(() => open("http://far.example", from(secrets())));
    expect(error).toHaveProperty("code", "settings");
    expect(error.message).toContain("baseUrl (from the state)");
  });
});

test("its requests carry the configured credentials, and the package's name and version", async () => {
  const simulator = await startPlatform();
  const { platform } = open(simulator.url, from(configurationFor(simulator)));
  expect(await platform.organizationId()).toBe(simulator.organizations[0]?.id);
  expect(simulator.requests).toMatchObject([
    { method: "GET", path: "/organizations/me", headers: { "user-agent": `pulumi-act365/${version()}` } },
  ]);
});

test("an element of another kind is not looked for", async () => {
  const simulator = await startPlatform();
  const { platform } = open(simulator.url, from(configurationFor(simulator)));
  expect(await platform.findByTag("sales")).toEqual([]);
  expect(simulator.requests[0]?.path).toBe("/elements/actessentials/instances?tags%5B%5D=sales");
});

test("credentials are read anew for each operation", async () => {
  const simulator = await startPlatform({ organizations: [organization("A"), organization("B")] });
  const configuration = configurationFor(simulator, 0);
  const process = new SharedState();
  const idOf = () => open(simulator.url, from(configuration), process).platform.organizationId();
  const first = await idOf();
  Object.assign(configuration, configurationFor(simulator, 1));
  expect([first, await idOf()]).toEqual(simulator.organizations.map(({ id }) => id));
});

test("missing credentials are an error of the operation", () => {
  const error = thrownBy(() => open(ANY_URL, from({})));
  expect(error).toHaveProperty("code", "settings");
  expect(error.message).toMatch(/^userSecret is missing/);
});

test("an unusable request limit is an error of the operation", () => {
  const configuration = { ...secrets(), "act365:maxConcurrentRequests": "0" };
  const error = thrownBy(() => open(ANY_URL, from(configuration)));
  expect(error.message).toMatch(/^maxConcurrentRequests/);
});

test("once a session is open, no text shows its credentials", () => {
  const process = new SharedState();
  const configuration = secrets();
  const { "act365:userSecret": user, "act365:organizationSecret": own } = configuration;
  open(ANY_URL, from(configuration), process);
  expect(process.redactor.redact(`${user} and ${own}`)).toBe("[secret] and [secret]");
});

test("a refusal names the source of the credentials, and shows none of them", async () => {
  const simulator = await startPlatform();
  const configuration = { ...configurationFor(simulator), "act365:userSecret": canary("wrongUserSecret") };
  const { platform } = open(simulator.url, from(configuration));
  const { message } = await failureOf(platform.organizationId());
  expect(message).toContain("returned 401");
  expect(message).toContain("(from stack configuration or provider input act365:userSecret)");
});

test("each retry is logged", async () => {
  const simulator = await startPlatform();
  simulator.faults.add({ path: "/organizations/me", fault: { kind: "status", status: 429, retryAfter: 0 } });
  const lines: string[] = [];
  const log = (line: string) => lines.push(line);
  const { platform } = open(simulator.url, from(configurationFor(simulator)), undefined, { log });
  await platform.organizationId();
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/returned 429.*try 2 of 5/);
});

test("a logged text is one line of bounded length, and shows no secret", () => {
  const lines: string[] = [];
  const configuration = secrets();
  const { log } = open(ANY_URL, from(configuration), undefined, { log: (line) => lines.push(line) });
  log(`a\n${configuration["act365:userSecret"]}`);
  log("z".repeat(5_000));
  expect(lines).toEqual(["a [secret]", `${"z".repeat(1_000)}…`]);
});

test("a signal ends its requests", async () => {
  const simulator = await startPlatform();
  const abort = new AbortController();
  const options = { signal: abort.signal };
  const { platform } = open(simulator.url, from(configurationFor(simulator)), undefined, options);
  abort.abort();
  expect((await failureOf(platform.organizationId())).name).toBe("CancelledError");
  expect(requestsTo(simulator)).toEqual([]);
});

describe("the mark of the user secret", () => {
  test("is pinned, since states hold it for years", () => {
    const sources = from({ ...secrets(), "act365:userSecret": "user-secret" });
    // The first 10 hex digits of sha256("7|user-secret").
    expect(open(ANY_URL, sources).userMark("7")).toBe("7b7d3a355f");
  });

  test("differs between instances, so that equal secrets cannot be recognized across states", () => {
    const { userMark } = open(ANY_URL, from(secrets()));
    expect(userMark("7")).not.toBe(userMark("8"));
  });

  test("changes with the user secret, and with nothing else", () => {
    const configuration = secrets();
    const mark = (more: Properties) => open(ANY_URL, from({ ...configuration, ...more })).userMark("7");
    expect(mark({ "act365:organizationSecret": canary("other") })).toBe(mark({}));
    expect(mark({ "act365:userSecret": canary("other") })).not.toBe(mark({}));
  });
});
