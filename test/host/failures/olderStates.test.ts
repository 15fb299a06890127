import { readFileSync } from "node:fs";
import { join } from "node:path";
import { OUTPUT_NAMES } from "../../../provider/src/lifecycle/model/properties";
import { canary, rememberSecret } from "../../support/canary";
import { requestsTo } from "../../support/platform";
import type { Properties } from "../../support/plugin";
import { setUp, theOne } from "../setUp";

const OWNER_TAG = "pulumi:project/dev/crm:0123456789";
const SECRETS = ["apiKey", "developerKey", "basicPassword", "callbackHeaders", "signatureKey"];

/** A state as a released version left it in users' stacks, with an instance on the platform that it describes. */
async function startRecorded(file: string) {
  const setup = await setUp();
  const secrets = Object.fromEntries(SECRETS.map((name) => [name, canary(name)]));
  const { apiKey = "", developerKey = "", basicPassword = "", callbackHeaders = "", signatureKey = "" } = secrets;
  const { id, token } = setup.simulator.others.create({
    name: "crm",
    tags: ["emea", "sales", OWNER_TAG],
    configuration: {
      username: apiKey,
      password: developerKey,
      "filter.response.nulls": "false",
      "pagination.max": "50",
      "event.notification.enabled": "true",
      "event.notification.callback.url": "https://callback.example.com/act365",
      "event.notification.callback.headers": callbackHeaders,
      "event.notification.basic.username": "platform",
      "event.notification.basic.password": basicPassword,
      "event.notification.signature.key": signatureKey,
      "event.poller.refresh_interval": "5",
    },
  });
  rememberSecret("token", token);
  const values: Record<string, string> = { ...secrets, id: String(id), token, baseUrl: setup.simulator.url };
  const text = readFileSync(join(__dirname, "..", "data", "states", file), "utf8");
  const state: Properties = JSON.parse(text, (_, value) =>
    typeof value === "string" ? value.replace(/^<(\w+)>$/, (whole, name) => values[name] ?? whole) : value,
  );
  return { ...setup, id: String(id), state, secrets };
}

/** The inputs that a program with this state would declare. */
function inputsOf(state: Properties): Properties {
  const outputs: readonly string[] = OUTPUT_NAMES;
  return Object.fromEntries(Object.entries(state).filter(([name]) => !outputs.includes(name)));
}

describe("case 30: a state that an older version wrote", () => {
  test("case 30a: of 0.1.0 is read, differs in nothing, is updated with one request, and deleted", async () => {
    const { simulator, plugin, nextPlugin, id, state } = await startRecorded("0.1.0.json");
    const inputs = inputsOf(state);
    expect((await plugin.diff(id, state, inputs)).changes).toBe("none");
    const read = await plugin.read(id, state);
    expect(read.inputs).toEqual(inputs);
    expect((await plugin.diff(id, read.properties, inputs)).changes).toBe("none");
    simulator.requests.length = 0;
    const after = await plugin.update(id, state, { ...inputs, name: "other" });
    expect(requestsTo(simulator)).toEqual([`PATCH /instances/${id}`, "GET /hubs/crm/ping"]);
    await (await nextPlugin()).delete(id, after);
    expect(simulator.instances()).toEqual([]);
  });

  test("case 30b: of a partial creation is completed by the next update", async () => {
    const { simulator, plugin, id, state, secrets } = await startRecorded("0.1.0-partial.json");
    simulator.others.change(Number(id), { configuration: { "event.notification.enabled": "false" } });
    const inputs = { ...inputsOf(state), developerKey: secrets["developerKey"] };
    expect(await plugin.diff(id, state, inputs)).toMatchObject({ changes: "some", replaces: [] });
    const after = await plugin.update(id, state, inputs);
    expect(after["token"] === theOne(simulator).token).toBe(true);
    expect((await plugin.diff(id, after, inputs)).changes).toBe("none");
  });

  test("case 30c: without an owner tag, and with properties of other types, is no reason to replace; the next update adds the tag", async () => {
    const { simulator, plugin, id, state } = await startRecorded("before-owner-tags.json");
    simulator.others.change(Number(id), { tags: ["sales"] });
    const inputs = { ...inputsOf(state), ownerTag: OWNER_TAG };
    expect(await plugin.diff(id, state, inputs)).toMatchObject({ changes: "some", replaces: [] });
    const after = await plugin.update(id, state, inputs);
    expect(theOne(simulator).tags).toEqual(["sales", OWNER_TAG]);
    expect(after).toMatchObject({ elementId: 7213, organizationId: 1190, valid: true, baseUrl: simulator.url });
    expect(after).not.toHaveProperty("element");
    const read = await plugin.read(id, state);
    expect(read.properties).toMatchObject({ elementId: 7213, valid: true });
  });

  test("case 30d: without an owner tag is read and deleted as it is", async () => {
    const { simulator, plugin, id, state } = await startRecorded("before-owner-tags.json");
    expect((await plugin.read(id, state)).id).toBe(id);
    await plugin.delete(id, state);
    expect(simulator.instances()).toEqual([]);
  });
});
