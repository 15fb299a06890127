import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Fault } from "act365-simulator";
import { instanceOptions } from "../../provider/src/dynamic/options";
import { ownerTagSetting } from "../../provider/src/dynamic/ownerTag";
import { ACT_365 } from "../../provider/src/elements/actessentials";
import { verify } from "../../provider/src/lifecycle/changing/verify";
import { check } from "../../provider/src/lifecycle/check";
import { create } from "../../provider/src/lifecycle/create";
import {
  baseUrlChanged,
  LIFECYCLE_CODES,
  LifecycleError,
  lostToAnother,
  stillListed,
} from "../../provider/src/lifecycle/model/errors";
import { lookAgain } from "../../provider/src/lifecycle/ownership/lookAgain";
import { read } from "../../provider/src/lifecycle/read";
import { update } from "../../provider/src/lifecycle/update";
import { findOne } from "../../provider/src/lookups/find";
import { openSession } from "../../provider/src/operations/openSession";
import { safeError } from "../../provider/src/operations/safeError";
import { configuredCredentials, configuredPlatform } from "../../provider/src/operations/settings";
import { SharedState } from "../../provider/src/operations/sharedState";
import { CancelledError, NetworkError, PLATFORM_CODES, PlatformError } from "../../provider/src/platform/errors";
import { networkReason } from "../../provider/src/platform/http/networkReason";
import { withRetries } from "../../provider/src/platform/http/retry";
import type { RuntimeVersions } from "../../provider/src/platform/http/runtime";
import { type Request, Transport } from "../../provider/src/platform/http/transport";
import { responseError } from "../../provider/src/platform/responses";
import { SETTING } from "../../provider/src/platform/settingNames";
import { instanceToImport } from "../../provider/src/plugin/instance/import";
import { Redactor } from "../../provider/src/redaction/redactor";
import { Deadline, systemClock } from "../../provider/src/util/clock";
import { failureOf, thrownBy } from "../support/canary";
import { ERRORS_PAGE, linkTo } from "../support/errorPage";
import { configurationFor, startPlatform } from "../support/platform";
import { startProgram } from "../support/program";

const catalogue = readFileSync(join(__dirname, "..", "..", "docs", "errors.md"), "utf8");
const entries = new Map(
  catalogue
    .split(/^## /m)
    .slice(1)
    .map((entry) => [entry.slice(0, entry.indexOf("\n")), entry] as const),
);

/** What has no code, since it does not leave the package as an error of an operation. */
const UNCODED = ["Failed checks", "Refused options"];

test("docs/errors.md has one entry for every error code, with the code as its heading", () => {
  expect([...entries.keys()].sort()).toEqual([...LIFECYCLE_CODES, ...PLATFORM_CODES, ...UNCODED].sort());
});

test.each([...entries])("the entry %s has the message, the reason and what to do", (_, entry) => {
  expect(entry).toMatch(/^> \S/m);
  expect(entry).toMatch(/^\*\*Why\.\*\* \S/m);
  expect(entry).toMatch(/^\*\*What to do\.\*\* \S/m);
});

test("every sample in the catalogue is a message of the code under which it stands", async () => {
  const said = [
    ...(await codedErrors()).map((error) => ({ entry: error.code, message: error.message })),
    ...[...refusedOptions(), await misspelledBoolean()].map((message) => ({ entry: "Refused options", message })),
    ...check({ name: "crm", developerKey: "x" }, ACT_365).map(({ reason }) => ({
      entry: "Failed checks",
      message: reason,
    })),
  ];
  const unsaid = [...entries].flatMap(([entry, text]) => {
    const messages = said.filter((each) => each.entry === entry).map(({ message }) => message);
    const samples = [...text.matchAll(/^> (.+)$/gm)].map(([, sample = ""]) => sample);
    return samples.filter((sample) => !messages.some((message) => matches(sample, message)));
  });
  expect(unsaid).toEqual([]);
});

test("every message that leaves the package ends with a link to the entry that explains it", async () => {
  const errors = await codedErrors();
  const { homepage } = JSON.parse(readFileSync(join(__dirname, "..", "..", "provider", "package.json"), "utf8"));
  expect(ERRORS_PAGE).toBe(homepage.replace("#readme", "/blob/main/docs/errors.md"));
  for (const error of errors) {
    expect(safeError(error, new Redactor()).message).toBe(`${error.message}${linkTo(error.code)}`);
    expect(entries.has(error.code)).toBe(true);
  }
  expect(new Set(errors.map(({ code }) => code))).toEqual(new Set([...LIFECYCLE_CODES, ...PLATFORM_CODES]));
});

/** At least one error of every code. */
async function codedErrors(): Promise<Coded[]> {
  const errors = [...(await networkErrors()), ...responseErrors(), ...(await otherErrors())];
  return errors.map((error) => {
    if (error instanceof LifecycleError || error instanceof PlatformError) return error;
    throw new Error(`an error without a code: ${error.name}: ${error.message}`);
  });
}

type Coded = LifecycleError | PlatformError;

/** Whether the message begins as the sample says; `…` stands for anything. */
function matches(sample: string, message: string): boolean {
  const pattern = sample.split("…").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${pattern.join(".*")}`, "s").test(message);
}

const get: Request = { verb: "GET", path: "/instances/1", authorization: "" };
const deadline = (ms = 60_000) => new Deadline(systemClock, ms, "customTimeouts");

function transportTo(baseUrl: string, versions: RuntimeVersions = process.versions): Transport {
  const settings = { maxConcurrentRequests: 1, clock: systemClock, redactor: new Redactor(), userAgent: "test" };
  return new Transport(baseUrl, { ...settings, versions });
}

async function networkErrors(): Promise<Error[]> {
  const platform = await startPlatform();
  const here = transportTo(platform.url);
  platform.faults.add({ method: "GET", call: 1, fault: { kind: "close", when: "beforeCommit" } });
  const broken = await failureOf(here.send(get, deadline()));
  platform.faults.add({ method: "GET", call: 1, fault: { kind: "stall", when: "beforeHeaders" } });
  const slow = await failureOf(here.send(get, deadline(50)));
  const late = await failureOf(here.send(get, deadline(0)));
  const nowhere = await failureOf(
    transportTo("http://127.0.0.1:1").send({ ...get, verb: "POST", path: "/instances" }, deadline()),
  );
  const { reason } = networkReason({ code: "SELF_SIGNED_CERT_IN_CHAIN" }, platform.url, false, new Redactor());
  const { reason: ownFault } = networkReason(new TypeError("x is not a function"), platform.url, false, new Redactor());
  const old = await failureOf(transportTo(platform.url, { node: "18.20.8" }).send(get, deadline()));
  const bun = await failureOf(transportTo(platform.url, { node: "24.0.0", bun: "1.4.5" }).send(get, deadline()));
  const failure = { verb: "GET", path: "/instances/1", outcome: "nothingDone", transient: false } as const;
  const reasons = [reason, ownFault].map((each) => new NetworkError(`GET /instances/1: ${each}`, failure));
  return [broken, slow, late, nowhere, old, bun, ...reasons];
}

function responseErrors(): Error[] {
  const sources = { userSecretSource: "the environment", organizationSecretSource: "the environment" };
  const credentials = { userSecret: "", organizationSecret: "", ...sources };
  const context = { element: ACT_365, baseUrl: "https://host", credentials, redactor: new Redactor(), now: 0 };
  const body = (more: object) => JSON.stringify({ requestId: "5b0437c6e4b07731ae39b533", ...more });
  const message = "Invalid Organization or User secret, or invalid Element token provided.";
  const responses: [Request["verb"], string, number, string, Record<string, string>?][] = [
    ["GET", "/instances/1", 401, body({ message })],
    ["PUT", "/instances/1", 403, body({ message: "No." })],
    ["POST", "/instances", 401, body({ message: "Failed.", providerMessage: "Bad key." })],
    ["DELETE", "/instances/1", 409, body({ message: "In use." })],
    ["GET", "/instances/1", 302, "", { location: "https://elsewhere/" }],
    ["GET", "/instances/1", 404, body({ message: "None." })],
    ["GET", "/instances/1", 403, "<p>Blocked.</p>"],
  ];
  return responses.map(([verb, path, status, text, headers = {}]) => {
    return responseError({ ...get, verb, path }, { status, headers, body: text }, context);
  });
}

async function otherErrors(): Promise<Error[]> {
  const failure = { verb: "POST", path: "/instances", outcome: "nothingDone", transient: true } as const;
  const wait = { ...failure, retryAfter: 3_600_000 };
  const later = new NetworkError("POST /instances returned 429: Slow down", wait);
  const policy = { clock: systemClock, deadline: deadline(), mayRepeat: () => true, log: () => undefined };
  const missing = thrownBy(() => configuredCredentials({ configuration: () => undefined, environment: {} }));
  const yes = (key: string) => (key === SETTING.allowBaseUrlChange.key ? "yes" : undefined);
  const notBoolean = thrownBy(() => configuredPlatform({ configuration: yes, environment: {} }));
  const retryLater = await failureOf(withRetries(() => Promise.reject(later), policy));
  return [missing, notBoolean, retryLater, ...(await lifecycleFailures())];
}

function refusedOptions(): string[] {
  const refused = [{ import: "1" }, { replaceOnChanges: ["name"] }, { deleteBeforeReplace: false }];
  return refused.map((options) => thrownBy(() => instanceOptions(options, true, "crm")).message);
}

async function misspelledBoolean(): Promise<string> {
  await startProgram({ "act365:ownerTag": "False" });
  return thrownBy(ownerTagSetting).message;
}

/** Each failure through the verb that meets it, on the simulator, with the machine's clock. */
async function lifecycleFailures(): Promise<Error[]> {
  const platform = await startPlatform();
  const configuration = configurationFor(platform);
  const sources = { configuration: (key: string) => configuration[key], environment: {} };
  const shared = new SharedState();
  const session = (timeout = 300_000) =>
    openSession({ sources, element: ACT_365, timeout, timeoutOption: "customTimeouts", log: () => undefined }, shared);
  const credentials = { apiKey: "key", developerKey: "key" };
  const ownerTag = "pulumi:project/dev/crm:0123456789";
  const untagged = { name: "crm", tags: [], enabled: true, verify: false, credentials };
  const inputs = { ...untagged, ownerTag };
  const nothing = { credentials: {} };
  const { id } = platform.others.create({ name: "other", tags: ["pulumi:project/dev/other:0123456789"] });
  const play = (method: string, path: string, fault: Fault) =>
    platform.faults.add({ method, path, call: "every", fault });

  const keyless = { ...inputs, credentials: { apiKey: "key" } };
  const keys = await failureOf(
    update("999", { credentials: keyless.credentials }, { ...keyless, configuration: { a: 1 } }, session()),
  );
  const apiKey = await failureOf(update("999", nothing, { ...inputs, credentials: {} }, session()));
  const plain = String(platform.others.create({ name: "plain" }).id);
  const adoptedKeyless = await failureOf(create({ ...keyless, adoptId: plain }, session()));
  const adoption = await failureOf(create({ ...inputs, adoptId: String(id) }, session()));
  const nobody = await failureOf(create({ ...inputs, adoptId: "999" }, session()));
  const timeless = await failureOf(lookAgain(ownerTag, new Error("lost"), inputs, session(0)));
  const elsewhere = await failureOf(read("999", { ...nothing, instanceId: "999", organizationId: 1 }, session()));
  const otherUser = await failureOf(read("999", { ...nothing, instanceId: "999", seenBy: "0123456789" }, session()));
  const gone = await failureOf(update("999", nothing, inputs, session()));
  play("GET", "/hubs/crm/ping", { kind: "body", body: "{}" });
  const unverified = await failureOf(verify({ ...nothing, token: platform.instances()[0]?.token ?? "" }, session()));
  play("DELETE", `/instances/${id}/enabled`, { kind: "status", status: 403 });
  const partial = await failureOf(update(String(id), untagged, { ...untagged, enabled: false }, session()));
  play("PUT", `/instances/${id}`, { kind: "status", status: 400 });
  const refused = await failureOf(update(String(id), nothing, inputs, session()));
  const free = String(platform.others.create({ name: "free" }).id);
  shared.held(platform.url).hold(free, { identity: "another", shown: "pulumi:project/dev/mail:0123456789" });
  const held = await failureOf(create({ ...inputs, adoptId: free }, session()));
  play("POST", "/instances", { kind: "close", when: "beforeCommit" });
  const lost = await failureOf(create(inputs, session(500)));
  play("GET", `/instances/${id}`, { kind: "body", body: "<html>", headers: { "content-type": "text/html" } });
  const unreadable = await failureOf(read(String(id), nothing, session()));
  for (const name of ["a", "b"]) platform.others.create({ name, tags: [ownerTag] });
  const twice = await failureOf(create(inputs, session()));
  const notImported = await failureOf(instanceToImport("999", session()));
  const otherElement = { ...session(), element: { ...ACT_365, key: "other", name: "Other" } };
  const notOurs = await failureOf(instanceToImport(free, otherElement));
  const unfound = await failureOf(findOne({ name: "nobody" }, session()));
  for (const name of ["twin", "twin"]) platform.others.create({ name });
  const ambiguous = await failureOf(findOne({ name: "twin" }, session()));
  const failures = [adoption, nobody, timeless, elsewhere, otherUser, gone, unverified, partial, refused, held, lost];
  const more = [notImported, notOurs, keys, apiKey, adoptedKeyless, unreadable, twice, unfound, ambiguous];
  return [...failures, ...more, ...neverOnTheSimulator()];
}

/** Failures that take minutes, or two processes, to come about; their own tests show when they do. */
function neverOnTheSimulator(): Error[] {
  return [
    stillListed("7", "pulumi:project/dev/crm:0123456789", "1 min 30 s"),
    lostToAnother("8", "7", []),
    baseUrlChanged("7", "https://a.example", { baseUrl: "https://b.example", source: "a test" }),
    new CancelledError({ verb: "POST", path: "/instances" }, "unknown"),
  ];
}
