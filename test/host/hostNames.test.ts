import { declaration } from "../support/platform";
import { startPlugin } from "./frontEnd";

const PREFIX = "/elements/api-v2";

// No platform is started, and none could be reached: a diff sends no request.
test.each<[string, string, string[]]>([
  [`https://console.cloud-elements.com${PREFIX}`, `https://api.cloud-elements.com${PREFIX}`, []],
  [`https://api.cloud-elements.com${PREFIX}`, "console.cloud-elements.com", []],
  [`https://api.cloud-elements.co.uk${PREFIX}`, "console.cloud-elements.co.uk", []],
  [`https://api.cloud-elements.com${PREFIX}`, "api.cloud-elements.co.uk", ["baseUrl"]],
])("an instance on %s is replaced for the base URL %s by %j", async (recorded, configured, replaces) => {
  const plugin = await startPlugin({ "act365:baseUrl": configured, "act365:allowBaseUrlChange": "true" });
  const inputs = declaration();
  const state = { ...inputs, instanceId: "1", baseUrl: recorded };
  const { changes, replaces: found } = await plugin.diff("1", state, inputs);
  expect(found).toEqual(replaces);
  expect(changes).toBe(replaces.length === 0 ? "none" : "some");
});
