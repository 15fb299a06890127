import * as pulumi from "@pulumi/pulumi";
import { CrmConnection, type CrmConnectionArgs } from "./crmConnection";

const KEYS = { apiKey: "an API key", developerKey: "a developer key" };

/** Declares a connection of the sales team in a stack, with mocks in place of the engine and the platform. */
async function declare(stack: string, args: Partial<CrmConnectionArgs> = {}) {
  const declared: pulumi.runtime.MockResourceArgs[] = [];
  const mocks: pulumi.runtime.Mocks = {
    newResource(resource) {
      declared.push(resource);
      // What the platform would answer, beside the inputs.
      const outputs = { instanceId: "4711", token: "the token" };
      return { id: "4711", state: { ...resource.inputs, ...outputs } };
    },
    call: () => ({}),
  };
  await pulumi.runtime.setMocks(mocks, "project", stack, false, "acme");
  const connection = new CrmConnection("sales", { team: "sales", ...KEYS, ...args });
  await resultOf(connection.authorization);
  const instance = declared.find(({ type }) => type.endsWith(":Act365Instance"));
  return { connection, inputs: instance?.inputs };
}

function resultOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => {
    output.apply(resolve);
  });
}

test("a connection is named and tagged by its team and stack", async () => {
  const { inputs } = await declare("dev");
  expect(inputs).toMatchObject({ name: "Act! 365 of sales (dev)", tags: ["sales", "dev"], verify: false });
});

test("production is verified after each change, and polled more often", async () => {
  const { inputs } = await declare("prod", { callbackUrl: "https://hooks.acme.example/act365" });
  expect(inputs).toMatchObject({ verify: true, events: { pollIntervalMinutes: 5 } });
});

test("without a callback nothing is polled", async () => {
  const { inputs } = await declare("prod");
  expect(inputs?.["events"]).toBeUndefined();
});

test("the token goes into the header, and stays secret", async () => {
  const { connection } = await declare("dev");
  expect(await resultOf(connection.authorization)).toBe("Element the token");
  expect(await pulumi.isSecret(connection.authorization)).toBe(true);
});
