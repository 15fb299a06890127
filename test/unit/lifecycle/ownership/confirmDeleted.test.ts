import type { InstanceState } from "../../../../provider/src/lifecycle/model/properties";
import { confirmDeleted } from "../../../../provider/src/lifecycle/ownership/confirmDeleted";
import { failureOf } from "../../../support/canary";
import { failure, notFound, ORGANIZATION } from "../../../support/memoryPlatform";
import { type Setup, setUp } from "../setUp";

const confirm = ({ session }: Setup, known: Partial<InstanceState> = {}) =>
  confirmDeleted("7", { credentials: {}, ...known }, notFound("7"), session);

const RECORDED = { organizationId: ORGANIZATION };

test("the organization that the state recorded confirms that the instance is gone", async () => {
  const setup = setUp(4_000);
  expect(await confirm(setup, RECORDED)).toBeUndefined();
  expect(setup.platform.calls).toEqual(["organizationId"]);
  expect(setup.platform.limits).toEqual([4_000]);
});

test("a state that recorded no organization is believed, as long as the credentials are valid", async () => {
  const setup = setUp();
  expect(await confirm(setup)).toBeUndefined();
  expect(setup.platform.calls).toEqual(["organizationId"]);
  setup.platform.organization = undefined;
  expect(await confirm(setup)).toBeUndefined();
});

test("another organization is an error that names both, and says what to do", async () => {
  const setup = setUp();
  setup.platform.organization = 7;
  const error = await failureOf(confirm(setup, RECORDED));
  expect(error).toHaveProperty("code", "wrong-organization");
  expect(error.message).toBe(
    "GET /instances/7 returned 404. Instance 7 stays in the state: it belongs to organization 1190, but the " +
      "credentials belong to organization 7. Use that organization's userSecret and organizationSecret",
  );
});

test("without an organization in the response, the check is an error", async () => {
  const setup = setUp();
  setup.platform.organization = undefined;
  const error = await failureOf(confirm(setup, RECORDED));
  expect(error).toHaveProperty("code", "wrong-organization");
  expect(error.message).toContain(
    "the organization of the credentials could not be checked: the platform did not return it. If you know",
  );
});

test.each([
  ["a recorded organization", RECORDED],
  ["none", {}],
])("a platform that refuses to name the organization is an error, with %s in the state", async (_, known) => {
  const setup = setUp();
  setup.platform.fail("organizationId", failure("refused", "GET /organizations/me returned 403"));
  const error = await failureOf(confirm(setup, known));
  expect(error).toHaveProperty("code", "wrong-organization");
  expect(error.message).toBe(
    "GET /instances/7 returned 404. Instance 7 stays in the state, since the organization of the credentials could " +
      "not be checked: GET /organizations/me returned 403. If you know that the instance was deleted, remove it from " +
      "the state with pulumi state delete",
  );
});

test("the user secret that last saw the instance confirms that it is gone", async () => {
  const setup = setUp();
  expect(await confirm(setup, { ...RECORDED, seenBy: "user-of-7" })).toBeUndefined();
});

test.each([
  ["a recorded organization", RECORDED],
  ["none", {}],
])("another user secret is an error that says what to do, with %s in the state", async (_, known) => {
  const setup = setUp();
  const error = await failureOf(confirm(setup, { ...known, seenBy: "another-user-of-7" }));
  expect(error).toHaveProperty("code", "other-user");
  expect(error.message).toBe(
    "GET /instances/7 returned 404. Instance 7 stays in the state: another user secret saw it last, and an instance " +
      "belongs to the user who created it. Use the former user secret. If you know that the instance was deleted, remove it " +
      "from the state with pulumi state delete",
  );
});
