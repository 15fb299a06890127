import { request } from "undici";
import { ACT_365 } from "../../../provider/src/elements/actessentials";
import { defaultOf, isSecretKey } from "../../../provider/src/elements/definition";
import { isRecord } from "../../../provider/src/util/json";
import { startPlatform } from "../../support/platform";

const entries = Object.entries(ACT_365.configuration);
const keysWhere = (wanted: (definition: (typeof entries)[number][1]) => boolean) =>
  entries.filter(([, definition]) => wanted(definition)).map(([key]) => key);

test("the element is Act! 365 of the CRM hub", () => {
  expect(ACT_365).toMatchObject({ key: "actessentials", name: "Act! 365", hub: "crm" });
});

test("the vendor credentials have the platform's keys, and are the only required keys", () => {
  expect(ACT_365.credentials.map(({ description: _, ...others }) => others)).toEqual([
    { input: "apiKey", key: "username", masked: false, where: "Act! 365 under Profile > Apps & Integrations" },
    { input: "developerKey", key: "password", masked: true, where: "the Act! developer portal" },
  ]);
  expect(keysWhere(({ required }) => required)).toEqual(["username", "password"]);
});

test("the credentials that responses mask are those in password keys", () => {
  const masked = ACT_365.credentials.filter((credential) => credential.masked).map(({ key }) => key);
  expect(masked).toEqual(keysWhere(({ type, required }) => type === "password" && required));
});

test("exactly the keys that hold credentials are secret", () => {
  expect(entries.map(([key]) => key).filter((key) => isSecretKey(ACT_365, key))).toEqual([
    "username",
    "password",
    "event.notification.callback.headers",
    "event.notification.basic.password",
    "instance.variables",
  ]);
});

test("the keys of polling are those of events", () => {
  expect(keysWhere(({ polling }) => polling)).toEqual(
    entries.map(([key]) => key).filter((key) => key.startsWith("event.")),
  );
});

test("the default poller configuration keeps the platform's placeholder", () => {
  const pollers: unknown = JSON.parse(defaultOf(ACT_365, "event.poller.configuration") ?? "");
  expect(pollers).toMatchObject({
    todos: {
      url: ["/hubs/crm/todos?where=created>='$", "{gmtDate:yyyy-MM-dd'T'HH:mm:ss.SSS'Z'}'"].join(""),
      idField: "id",
    },
  });
});

test("keys, defaults, and which of them are passwords, are those of the platform's catalogue", async () => {
  const simulator = await startPlatform();
  const [organization] = simulator.organizations;
  const { body } = await request(`${simulator.url}/elements/actessentials/configuration`, {
    headers: { authorization: `User ${organization?.userSecret}, Organization ${organization?.organizationSecret}` },
  });
  const catalogue: unknown = await body.json();
  if (!isRecord(catalogue)) throw new Error("the catalogue is no object");
  const theirs = Object.entries(catalogue).map(([key, item]) => {
    if (!isRecord(item)) throw new Error(`${key} is no object`);
    return [key, { default: item["defaultValue"] ?? null, password: item["type"] === "PASSWORD" }];
  });
  const ours = entries.map(([key, item]) => [key, { default: item.default, password: item.type === "password" }]);
  expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(theirs));
});
