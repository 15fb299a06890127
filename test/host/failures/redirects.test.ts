import { canary } from "../../support/canary";
import { declaration, requestsTo } from "../../support/platform";
import { startSilent } from "../servers";
import { liveIds, setUp, startManaged, totalFailureOf } from "../setUp";

describe("case 17: the platform, or something before it, redirects", () => {
  test("case 17a: it is refused by every verb with every status, and the other server sees nothing", async () => {
    const { simulator, plugin, id, inputs, state } = await startManaged();
    const other = await startSilent();
    const path = canary("a token in a path");
    const location = `http://127.0.0.1:${other.port}/${path}?token=${path}`;
    const refused = new RegExp(
      " returned 30\\d \\(request id [0-9a-f]{24}\\)\\. Redirects are refused, since the request carries secrets " +
        `\\(this one points to 127\\.0\\.0\\.1:${other.port}\\): set act365:baseUrl to the platform itself \\(https:.*#error-response\\)$`,
    );
    for (const status of [301, 302, 303, 307, 308]) {
      simulator.faults.clear();
      simulator.faults.add({ call: "every", fault: { kind: "redirect", status, location } });
      for (const call of [
        () => plugin.create(inputs),
        () => plugin.read(id, state),
        () => plugin.update(id, state, { ...inputs, name: "other" }),
        () => plugin.delete(id, state),
      ]) {
        expect([status, await totalFailureOf(call())]).toEqual([status, expect.stringMatching(refused)]);
      }
    }
    expect(other.connections()).toBe(0);
    expect(liveIds(simulator)).toEqual([id]);
  });

  test("case 17b: a POST that is redirected is not turned into a GET, and makes nothing", async () => {
    const { simulator, plugin } = await setUp();
    simulator.faults.add({
      method: "POST",
      fault: { kind: "redirect", status: 301, location: `${simulator.url}/instances` },
    });
    await totalFailureOf(plugin.create(declaration()));
    expect(requestsTo(simulator)).toEqual(["GET /elements/actessentials/instances", "POST /instances"]);
    expect(simulator.instances()).toEqual([]);
  });

  test("case 17c: a redirect without a usable location is refused, too", async () => {
    const { simulator, plugin, id, state } = await startManaged();
    simulator.faults.add({ fault: { kind: "redirect", location: "/login" } });
    expect(await totalFailureOf(plugin.read(id, state))).toMatch(
      /returned 302 \(request id [0-9a-f]{24}\)\. Redirects are refused, since the request carries secrets: set act365:baseUrl/,
    );
  });
});
