import type { Simulator } from "act365-simulator";
import { canary } from "../support/canary";
import { marksOf, type Plugin, type Properties } from "../support/plugin";
import { SECRET_KEYS, secretsIn } from "../support/secretsIn";
import { UNKNOWN } from "../support/unknowns";
import { createOne, type Managed, partialFailureOf, setUp, startManaged, within } from "./setUp";

// Whatever the plugin returns, test/support/plugin.ts hands what is not marked as secret to the scan that follows each
// test. These tests make sure that there was something to mark.

const CALLBACK = { callbackUrl: "https://receiver.example" };

/** The inputs that hold a secret at each path. */
const AT: Readonly<Record<string, (secret: string) => Properties>> = {
  "events.callbackHeaders": (callbackHeaders) => ({ events: { ...CALLBACK, callbackHeaders } }),
  "events.signatureKey": (signatureKey) => ({ events: { ...CALLBACK, signatureKey } }),
  "events.basicAuth.password": (password) => ({ events: { ...CALLBACK, basicAuth: { username: "me", password } } }),
  ...Object.fromEntries(
    SECRET_KEYS.map((key) => [`configuration.${key}`, (secret: string) => ({ configuration: { [key]: secret } })]),
  ),
};

const KEYS = ["apiKey", "developerKey"];

function expectMarked(properties: Properties): void {
  expect(marksOf(properties)).toEqual(secretsIn(properties));
}

/** A change of one secret. */
interface Change {
  readonly label: string;
  readonly before: Properties;
  readonly after: Properties;
  /** What the state before lacks. */
  readonly unknown: readonly string[];
}

function changes(): Change[] {
  const ofKeys = KEYS.flatMap((key): Change[] => [
    { label: `${key} changed`, before: {}, after: { [key]: canary("new") }, unknown: [] },
    { label: `${key} added, as after an import`, before: {}, after: {}, unknown: ["token", ...KEYS] },
  ]);
  const ofOthers = Object.entries(AT).flatMap(([path, inputs]): Change[] => [
    { label: `${path} added`, before: {}, after: inputs(canary("added")), unknown: [] },
    { label: `${path} changed`, before: inputs(canary("old")), after: inputs(canary("new")), unknown: [] },
    { label: `${path} removed`, before: inputs(canary("removed")), after: {}, unknown: [] },
  ]);
  return [...ofKeys, ...ofOthers];
}

type Trouble = (simulator: Simulator, id: string) => void;

const close = { kind: "close", when: "afterCommit" } as const;

const TROUBLES: [string, Trouble, Properties][] = [
  [
    "the PUT is refused",
    ({ faults }, id) =>
      faults.add({
        method: "PUT",
        path: `/instances/${id}`,
        fault: { kind: "status", status: 400, echoRequest: true },
      }),
    {},
  ],
  [
    "the response to the PUT is lost",
    ({ faults }, id) => faults.add({ method: "PUT", path: `/instances/${id}`, call: "every", fault: close }),
    within("3s"),
  ],
  [
    "all responses are lost",
    ({ faults }, id) => faults.add({ path: `/instances/${id}`, call: "every", fault: close }),
    within("3s"),
  ],
  [
    "the verification fails",
    ({ faults }) =>
      faults.add({
        path: "/hubs/crm/ping",
        call: "every",
        fault: { kind: "body", body: '{"endpoint":"actessentials","valid":false}' },
      }),
    { verify: true },
  ],
  [
    "disabling fails",
    ({ faults }, id) => faults.add({ path: `/instances/${id}/enabled`, fault: { kind: "status", status: 403 } }),
    { enabled: false },
  ],
];

test.each(TROUBLES)(
  "%s: partial failure, refresh, preview and the next up mark every secret",
  async (_, fail, more) => {
    const { simulator, plugin } = await setUp();
    const all = changes();
    const managed: Managed[] = [];
    for (const [number, { before }] of all.entries()) {
      const name = `crm${number}`;
      managed.push(
        await createOne({ simulator }, { name, ownerTag: `pulumi:project/dev/${name}:0123456789`, ...before }),
      );
    }
    for (const { id } of managed) fail(simulator, id);
    const failed = await Promise.all(all.map((change, number) => failedUpdate(plugin, change, managed[number], more)));
    simulator.faults.clear();
    await Promise.all(failed.map((one) => afterwards(plugin, one)));
  },
);

interface Failed {
  readonly label: string;
  readonly id: string;
  readonly inputs: Properties;
  readonly state: Properties;
}

async function failedUpdate(
  plugin: Plugin,
  { label, after, unknown }: Change,
  managed: Managed | undefined,
  more: Properties,
): Promise<Failed> {
  const { id = "", inputs: before = {}, state = {} } = managed ?? {};
  const { events: _, configuration: __, ...others } = before;
  const { inputs } = await plugin.check(before, { ...others, ...after, ...more });
  expectMarked(inputs);
  const known = Object.fromEntries(Object.entries(state).filter(([name]) => !unknown.includes(name)));
  const partial = await partialFailureOf(plugin.update(id, known, inputs));
  expectMarked(partial.state);
  return { label, id, inputs, state: partial.state };
}

async function afterwards(plugin: Plugin, { label, id, inputs, state }: Failed): Promise<void> {
  // A refresh.
  const read = await plugin.read(id, state, inputs);
  expectMarked(read.properties);
  expect([label, secretsIn(read.properties).includes("token")]).toEqual([label, true]);
  if (read.inputs !== undefined) expectMarked(read.inputs);
  await plugin.diff(id, read.properties, read.inputs ?? inputs);
  // A preview, and an up: all is done now.
  const again = await plugin.check(read.inputs ?? inputs, inputs);
  expectMarked(again.inputs);
  await plugin.diff(id, read.properties, again.inputs);
  const after = await plugin.update(id, read.properties, again.inputs);
  expectMarked(after);
  expect([label, secretsIn(after)]).toEqual([label, [...secretsIn(again.inputs), "token"].sort()]);
  expect([label, (await plugin.diff(id, after, again.inputs)).changes]).toEqual([label, "none"]);
}

test("a creation marks every secret, also one that fails after the instance was made", async () => {
  const { simulator, plugin } = await setUp();
  const { inputs } = await startManaged({}, allSecrets());
  expectMarked((await plugin.create(inputs)).properties);
  simulator.faults.add({ path: "/instances/*/enabled", fault: { kind: "status", status: 403 } });
  const other = { ...inputs, name: "other", ownerTag: "pulumi:project/dev/other:0123456789", enabled: false };
  const partial = await partialFailureOf(plugin.create(other));
  expectMarked(partial.state);
  expect(secretsIn(partial.state)).toEqual([...secretsIn(inputs), "token"].sort());
});

test("a key that others changed is marked, and so are the secrets of an instance that another program manages", async () => {
  const { simulator, plugin, id, inputs, state } = await startManaged();
  simulator.others.change(Number(id), { configuration: { username: canary("theirs") } });
  const read = await plugin.read(id, state, inputs);
  for (const properties of [read.properties, read.inputs ?? {}]) expectMarked(properties);
  const external = await plugin.read(id, { __provider: state["__provider"] });
  expect(marksOf(external.properties)).toEqual(["apiKey", "token"]);
});

test("a callback URL with a key in its query is marked: the program may have it as a secret, and an import leaves it out", async () => {
  const { simulator, plugin, id, inputs, state } = await startManaged();
  const callbackUrl = `https://receiver.example/?code=${canary("code")}`;
  const events = { "event.notification.enabled": "true", "event.notification.callback.url": callbackUrl };
  simulator.others.change(Number(id), { configuration: events });
  const read = await plugin.read(id, state, inputs);
  expect(marksOf(read.properties)).toContain("events.callbackUrl");
  expect(marksOf(read.inputs ?? {})).toContain("events.callbackUrl");
});

test("what is not known in a preview stays unknown, and is not marked", async () => {
  const { plugin, inputs } = await startManaged({}, allSecrets());
  const { events, configuration } = inputs as Record<string, Properties>;
  const unknown = {
    ...inputs,
    apiKey: UNKNOWN,
    events: { ...events, signatureKey: UNKNOWN, basicAuth: UNKNOWN },
    configuration: { ...configuration, "my.password": UNKNOWN },
  };
  const checked = await plugin.check({}, unknown);
  expect(checked.failures).toEqual([]);
  expect(checked.inputs).toEqual({ ...unknown, verify: false });
  expect(marksOf(checked.inputs)).toEqual([
    "configuration.instance.variables",
    "developerKey",
    "events.callbackHeaders",
  ]);
});

function allSecrets(): Properties {
  return {
    events: {
      ...CALLBACK,
      callbackHeaders: canary("callbackHeaders"),
      signatureKey: canary("signatureKey"),
      basicAuth: { username: "me", password: canary("password") },
    },
    configuration: { "instance.variables": canary("variables"), "my.password": canary("own") },
  };
}
