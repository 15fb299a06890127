import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { directory } from "./support";

const bin = join(__dirname, "..", "bin", "act365-simulator.js");
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

/** The command, its output so far, and the lines of its output by what stands before the colon. */
function command(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [bin, ...args], { env: { PATH: process.env["PATH"] ?? "", ...env } });
  children.push(child);
  const text = { out: "", error: "" };
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    text.out += chunk;
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    text.error += chunk;
  });
  const exit = once(child, "close").then(([code]) => code);
  const value = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(text.out)?.[1];
  return { child, text, exit, value };
}

type Command = ReturnType<typeof command>;

/** Waits until a line of the output matches. */
async function output({ child, text }: Command, expected: RegExp): Promise<void> {
  while (!expected.test(text.out)) await once(child.stdout ?? child, "data");
}

/** Starts the command and waits until it has said everything. */
async function serving(args: string[], env: Record<string, string> = {}): Promise<Command> {
  const started = command(["--port", "0", ...args], env);
  await output(started, /^url: .*\n/m);
  return started;
}

async function create({ value }: Command, user: string, organization: string): Promise<Response> {
  return fetch(`${value("url")}/instances`, {
    method: "POST",
    headers: {
      authorization: `User ${user}, Organization ${organization}`,
      "content-type": "application/json",
    },
    body: JSON.stringify({ element: { key: "closeio" }, name: "by the command" }),
  });
}

describe("act365-simulator", () => {
  it("runs until SIGTERM, with secrets that it makes up and prints", async () => {
    const running = await serving([]);
    expect(running.value("url")).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/elements\/api-v2$/);
    const response = await create(
      running,
      running.value("user secret") ?? "",
      running.value("organization secret") ?? "",
    );
    expect(response.status).toBe(200);
    running.child.kill("SIGTERM");
    expect(await running.exit).toBe(0);
    expect(running.text.error).toBe("");
    expect(running.text.out.split("\n").slice(0, 3)).toEqual([
      expect.stringMatching(/^url: /),
      expect.stringMatching(/^user secret: /),
      expect.stringMatching(/^organization secret: /),
    ]);
  });

  it("prints lines to paste into a shell, with everything that a client needs", async () => {
    const running = await serving([]);
    expect(running.text.out.split("\n").filter((line) => line.startsWith("export "))).toEqual([
      `export ACT365_BASE_URL=${running.value("url")}`,
      `export ACT365_USER_SECRET=${running.value("user secret")}`,
      `export ACT365_ORGANIZATION_SECRET=${running.value("organization secret")}`,
    ]);
  });

  it("prints only the URL to paste when it was given the secrets, and says where those are", async () => {
    const running = await serving(["--user-secret", "told-user", "--organization-secret", "told-org"]);
    expect(running.text.out.split("\n").filter((line) => line.startsWith("export "))).toEqual([
      `export ACT365_BASE_URL=${running.value("url")}`,
    ]);
    expect(running.text.out).toContain(
      "ACT365_USER_SECRET and ACT365_ORGANIZATION_SECRET: as you passed to the simulator\n",
    );
  });

  it("refuses a data file that another simulator uses, names its process, and uses it after that one was killed", async () => {
    const data = join(directory(), "data.json");
    const first = await serving(["--data", data]);
    const second = command(["--port", "0", "--data", data]);
    expect(await second.exit).toBe(1);
    expect(second.text).toEqual({
      out: "",
      error:
        `act365-simulator: ${data} is in use by another simulator (process ${first.child.pid}). Stop it, or use another file. ` +
        `If that process is no simulator, delete ${data}.lock.\n`,
    });
    first.child.kill("SIGKILL");
    await first.exit;
    const third = await serving(["--data", data]);
    expect(third.value("user secret")).toBe(first.value("user secret"));
  });

  it.each([
    ["flags", ["--user-secret", "told-user", "--organization-secret", "told-org"], {}],
    ["the environment", [], { ACT365_USER_SECRET: "told-user", ACT365_ORGANIZATION_SECRET: "told-org" }],
    [
      "flags before the environment",
      ["--user-secret", "told-user", "--organization-secret", "told-org"],
      { ACT365_USER_SECRET: "other", ACT365_ORGANIZATION_SECRET: "other" },
    ],
  ])("accepts secrets from %s and never prints them, also when SIGINT ends it", async (_from, args, env) => {
    const running = await serving([...args, "--verbose"], env);
    expect((await create(running, "told-user", "told-org")).status).toBe(200);
    expect((await create(running, "other", "other")).status).toBe(401);
    running.child.kill("SIGINT");
    expect(await running.exit).toBe(0);
    expect(running.text.out + running.text.error).not.toMatch(/told|other/);
    expect(running.text.out).not.toContain("secret:");
  });

  it("prints only the secret that it was not given", async () => {
    const running = await serving(["--user-secret", "told-user"], { ACT365_ORGANIZATION_SECRET: "" });
    expect(running.value("user secret")).toBeUndefined();
    expect(running.value("organization secret")).toMatch(/^\S+$/);
    expect(running.text.out).toContain(`export ACT365_ORGANIZATION_SECRET=${running.value("organization secret")}\n`);
    expect(running.text.out).toContain("\nACT365_USER_SECRET: as you passed to the simulator\n");
  });

  it("keeps data and made-up secrets in its file", async () => {
    const data = join(directory(), "data.json");
    const first = await serving(["--data", data]);
    const secrets = [first.value("user secret") ?? "", first.value("organization secret") ?? ""] as const;
    const { id } = JSON.parse(await (await create(first, ...secrets)).text());
    first.child.kill("SIGTERM");
    expect(await first.exit).toBe(0);
    expect(readFileSync(data, "utf8")).toContain("by the command");

    const second = await serving(["--data", data]);
    expect([second.value("user secret"), second.value("organization secret")]).toEqual(secrets);
    const authorization = `User ${secrets[0]}, Organization ${secrets[1]}`;
    expect((await fetch(`${second.value("url")}/instances/${id}`, { headers: { authorization } })).status).toBe(200);
  });

  it("loses nothing when it is killed right after a response: what the response said is in the file", async () => {
    const data = join(directory(), "data.json");
    const first = await serving(["--data", data, "--user-secret", "u", "--organization-secret", "o"]);
    const { token } = JSON.parse(await (await create(first, "u", "o")).text());
    first.child.kill("SIGKILL");
    await first.exit;
    expect(readFileSync(data, "utf8")).toContain(token);
  });

  it("prints a line for each request when asked to", async () => {
    const running = await serving(["--verbose", "--user-secret", "u", "--organization-secret", "o"]);
    await create(running, "u", "o");
    await output(running, /^POST \/instances 200$/m);
  });

  it("delays creations when asked to", async () => {
    const running = await serving(["--latency", "300-400", "--user-secret", "u", "--organization-secret", "o"]);
    const start = Date.now();
    expect((await create(running, "u", "o")).status).toBe(200);
    expect(Date.now() - start).toBeGreaterThanOrEqual(290);
  });

  it("prints its version and its help", async () => {
    const version = command(["--version"]);
    expect(await version.exit).toBe(0);
    expect(version.text.out).toMatch(/^\d+\.\d+\.\d+\n$/);
    const help = command(["--help"]);
    expect(await help.exit).toBe(0);
    for (const flag of ["--port", "--data", "--user-secret", "--organization-secret", "--latency", "--verbose"]) {
      expect(help.text.out).toContain(flag);
    }
  });

  it.each([
    [["--prot", "1"], "--prot"],
    [["--port"], "--port"],
    [["--port", "many"], "--port must be a number from 0 to 65535"],
    [["--port", "65536"], "--port must be a number from 0 to 65535"],
    [["--latency", "slow"], "--latency must be"],
    [["--latency", "9-1"], "--latency must be"],
    [["--data", ""], "--data must name a file"],
    [["--user-secret", "two words"], "--user-secret must be a text without spaces or commas"],
    [["file.json"], "file.json"],
  ])("ends with status 2 and one line that helps for %p", async (args, expected) => {
    const { exit, text } = command(args);
    expect(await exit).toBe(2);
    expect(text.out).toBe("");
    expect(text.error.trim().split("\n")).toHaveLength(1);
    expect(text.error).toContain(expected);
    expect(text.error).toContain("--help");
    expect(text.error).not.toContain("two words");
  });

  it("ends with status 1 and one line when its port is in use, or its data file is not one or cannot be written", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" && address ? String(address.port) : "";
    const taken = command(["--port", port]);
    expect(await taken.exit).toBe(1);
    expect(taken.text.error).toBe(
      `act365-simulator: port ${port} is already in use. Choose another with --port, or --port 0 for any free one.\n`,
    );
    server.close();
    const foreign = command(["--port", "0", "--data", bin]);
    expect(await foreign.exit).toBe(1);
    expect(foreign.text.error).toMatch(/^act365-simulator: .* is not a data file of this simulator: .*\n$/);
    const nowhere = join(directory(), "nowhere");
    const lost = command(["--port", "0", "--data", join(nowhere, "data.json")]);
    expect(await lost.exit).toBe(1);
    expect(lost.text.error).toMatch(
      /^act365-simulator: .*data\.json cannot be written: there is no folder .*nowhere\n$/,
    );
  });
});
