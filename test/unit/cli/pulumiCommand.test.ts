import { canary } from "../../support/canary";
import { command, setUpCommand } from "../../support/command";
import { startPlatform } from "../../support/platform";

/** What the message of a CLI becomes that fails with these words; the environment is the CLI's. */
async function quoted(says: string, environment: Record<string, string> = {}) {
  const setup = setUpCommand(await startPlatform());
  setup.pulumi = { "stack --show-name": { status: 255, says }, version: "v3.259.0\n" };
  Object.assign(setup.environment, environment);
  const { status, messages } = await command(setup, "orphans");
  expect(status).toBe(1);
  return messages;
}

test("the CLI's error is quoted in one line", async () => {
  expect(await quoted("error: no stack\n  selected\n")).toBe(
    "error: pulumi stack --show-name failed: no stack selected\n",
  );
});

test.each([
  ["a password", (secret: string) => `postgres://me:${secret}@db.example.com/state`],
  [
    "a password with characters that have to be encoded",
    (secret: string) => `postgres://me:a/b?c#d@${secret}@db/state`,
  ],
  ["keys in its query", (secret: string) => `s3://bucket?awskey=me&awssecret=${secret}`],
])("the backend's URL is quoted without %s", async (_, url) => {
  const secret = canary("backendPassword");
  const messages = await quoted(`error: unable to open bucket "${url(secret)}": open bucket ${url(secret)}: no`);
  expect(messages).toContain("[secret]");
  expect(messages).not.toContain(secret);
});

test("a password that the CLI quotes alone, in pieces, is recognized by the environment, and so are its other secrets", async () => {
  const [first, second, token, passphrase] = ["a", "b", "c", "d"].map((name) => canary(name));
  const messages = await quoted(`error: invalid port ":${first}" after host; ${second} ${token} ${passphrase}`, {
    PULUMI_BACKEND_URL: `postgres://me:${first}/${second}@db/state`,
    PULUMI_ACCESS_TOKEN: token ?? "",
    PULUMI_CONFIG_PASSPHRASE: passphrase ?? "",
  });
  expect(messages).toContain('invalid port ":[secret]" after host; [secret] [secret] [secret]');
});

test("the warning that only the environment is used shows no password, either", async () => {
  const simulator = await startPlatform();
  const setup = setUpCommand(simulator);
  const url = `https://me:${canary("backendPassword")}@backend.example.com`;
  setup.pulumi = { "stack --show-name": { status: 255, says: `error: no such host: ${url}` } };
  const [organization] = simulator.organizations;
  Object.assign(setup.environment, {
    ACT365_BASE_URL: simulator.url,
    ACT365_USER_SECRET: organization?.userSecret,
    ACT365_ORGANIZATION_SECRET: organization?.organizationSecret,
  });
  const { status, messages } = await command(setup, "list");
  expect(messages).toContain(
    "warning: using only the credentials in the environment: pulumi stack --show-name failed: no such host",
  );
  expect(messages).toContain("https://[secret]@backend.example.com");
  expect(status).toBe(0);
});
