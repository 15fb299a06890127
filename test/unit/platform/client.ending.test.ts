import { CancelledError, TimeLimitError } from "../../../provider/src/platform/errors";
import { Deadline } from "../../../provider/src/util/clock";
import { failureOf } from "../../support/canary";
import { requestsTo } from "../../support/platform";
import { bodyOf, setUp } from "./clients";
import { withoutProxies } from "./http/servers";

withoutProxies();

const busy = { call: "every", fault: { kind: "status", status: 503 } } as const;

test("a call ends with the client's deadline", async () => {
  const { client, id, clock, simulator } = await setUp();
  clock.advance(300_000);
  const error = await failureOf(client.get(id));
  expect(error).toBeInstanceOf(TimeLimitError);
  expect(error.message).toContain("the operation's timeout of 5 min has expired");
  expect(requestsTo(simulator)).toEqual([]);
});

test("the same client with another deadline ends with that one, and the first one with its own", async () => {
  const { client, id, clock, simulator } = await setUp();
  const sooner = client.within(new Deadline(clock, 10_000));
  expect(await sooner.get(id)).toMatchObject({ id });
  clock.advance(10_000);
  const error = await failureOf(sooner.get(id));
  expect(error).toBeInstanceOf(TimeLimitError);
  expect(error.message).toContain("the operation's timeout of 10 s has expired");
  expect(await client.get(id)).toMatchObject({ id });
  expect(requestsTo(simulator)).toHaveLength(2);
});

test("a signal ends the wait before the next try", async () => {
  const { client, id, abort, clock, simulator } = await setUp();
  simulator.faults.add(busy);
  jest.spyOn(clock, "sleep").mockImplementation(async () => abort.abort());
  const error = await failureOf(client.get(id));
  expect(error).toBeInstanceOf(CancelledError);
  expect(simulator.requests).toHaveLength(1);
});

test("after a signal nothing is sent, and with another deadline neither", async () => {
  const { client, abort, clock, simulator } = await setUp();
  abort.abort();
  for (const each of [client, client.within(new Deadline(clock, 10_000))]) {
    expect(await failureOf(each.create(bodyOf()))).toMatchObject({ name: "CancelledError", outcome: "nothingDone" });
  }
  expect(simulator.requests).toEqual([]);
});
