import { canary } from "../support/canary";
import { declaration } from "../support/platform";
import type { Properties } from "../support/plugin";
import { UNKNOWN } from "../support/unknowns";
import { setUp, startManaged } from "./setUp";

const UNKNOWN_OBJECT = "dd056dcd-154b-4c76-9bd3-c8f88648b5ff";

describe("a diff", () => {
  test("sees each input that changed, and none asks for a replacement", async () => {
    const { plugin, id, inputs, state } = await startManaged();
    const changes: Properties[] = [
      { name: "other" },
      { apiKey: canary("other") },
      { developerKey: canary("other") },
      { tags: [] },
      { enabled: false },
      { events: { callbackUrl: "https://callback.example.com" } },
      { configuration: { "pagination.max": 50 } },
      { ownerTag: "pulumi:project/dev/crm:9876543210" },
    ];
    for (const change of changes) {
      const response = await plugin.diff(id, state, { ...inputs, ...change });
      expect({ change: Object.keys(change), ...response }).toEqual({
        change: Object.keys(change),
        changes: "some",
        replaces: [],
        deleteBeforeReplace: true,
      });
    }
  });

  test("sees no change in what only differs in spelling, or does nothing by itself", async () => {
    const { plugin, id, inputs, state } = await startManaged(
      {},
      { tags: ["a", "b"], events: { callbackUrl: "https://a.example", pollers: { x: { a: 1, b: 2 } } } },
    );
    const same: Properties[] = [
      {},
      { tags: ["b", "a"] },
      { tags: ["<i>a</i>", "b", "b"] },
      { name: "<b>crm</b>" },
      { events: { callbackUrl: "https://a.example", pollers: { x: { b: 2, a: 1 } } } },
      { configuration: {} },
      { verify: true },
      { adoptId: "1" },
    ];
    for (const change of same) {
      const { changes } = await plugin.diff(id, state, { ...inputs, ...change });
      expect([change, changes]).toEqual([change, "none"]);
    }
  });

  test("counts what is not known yet as changed, at any depth, never as a replacement", async () => {
    const { plugin, id, inputs, state } = await startManaged();
    const unknown: Properties[] = [
      { name: UNKNOWN },
      { apiKey: UNKNOWN },
      { developerKey: UNKNOWN },
      { tags: ["sales", UNKNOWN] },
      { events: { callbackUrl: "https://a.example", basicAuth: { username: "u", password: UNKNOWN } } },
      { events: UNKNOWN_OBJECT },
      { configuration: { "pagination.max": UNKNOWN } },
      { ownerTag: UNKNOWN },
    ];
    for (const change of unknown) {
      const response = await plugin.diff(id, state, { ...inputs, ...change });
      expect(response).toEqual({ changes: "some", replaces: [], deleteBeforeReplace: true });
    }
    for (const change of [{ verify: UNKNOWN }, { adoptId: UNKNOWN }]) {
      expect((await plugin.diff(id, state, { ...inputs, ...change })).changes).toBe("none");
    }
  });

  test("asks for a replacement only where the base URL changed and may change, and then to delete first", async () => {
    const { plugin, id, inputs, state } = await startManaged({
      configuration: { "act365:allowBaseUrlChange": "true" },
    });
    const moved = { ...state, baseUrl: "https://elsewhere.example.com/elements/api-v2" };
    expect(await plugin.diff(id, moved, inputs)).toEqual({
      changes: "some",
      replaces: ["baseUrl"],
      deleteBeforeReplace: true,
    });
  });

  test("of a partial creation sees what is still to do", async () => {
    const { plugin, id, inputs, state } = await startManaged();
    for (const name of ["apiKey", "developerKey", "name", "ownerTag"]) {
      const { [name]: _, ...partial } = state;
      expect([name, (await plugin.diff(id, partial, inputs)).changes]).toEqual([name, "some"]);
    }
  });

  test("needs no credentials, so that a preview works without them", async () => {
    const { plugin, simulator } = await setUp({
      configuration: { "act365:userSecret": "", "act365:organizationSecret": "" },
    });
    const inputs = declaration();
    expect((await plugin.diff("1", { ...inputs, baseUrl: simulator.url }, inputs)).changes).toBe("none");
  });
});
