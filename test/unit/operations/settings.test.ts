import {
  baseUrlOf,
  configuredBaseUrl,
  configuredCredentials,
  configuredMaxConcurrentRequests,
  configuredPlatform,
  type Sources,
} from "../../../provider/src/operations/settings";
import { canary, thrownBy } from "../../support/canary";

function sources(configuration: Record<string, unknown> = {}, environment: Record<string, string> = {}): Sources {
  return { configuration: (key) => configuration[key], environment };
}

describe("the base URL", () => {
  test("is US production where nothing is set", () => {
    expect(configuredBaseUrl(sources())).toBe("https://api.cloud-elements.com/elements/api-v2");
  });

  test("comes from the stack configuration, else from the environment; empty counts as not set", () => {
    const environment = { ACT365_BASE_URL: "environment.example" };
    const prefix = "/elements/api-v2";
    expect(configuredBaseUrl(sources({ "act365:baseUrl": "stack.example" }, environment))).toBe(
      `https://stack.example${prefix}`,
    );
    for (const nothing of ["", undefined, null]) {
      expect(configuredBaseUrl(sources({ "act365:baseUrl": nothing }, environment))).toBe(
        `https://environment.example${prefix}`,
      );
    }
    expect(configuredBaseUrl(sources({}, { ACT365_BASE_URL: "" }))).toBe(`https://api.cloud-elements.com${prefix}`);
  });

  test.each([
    [{ "act365:baseUrl": "http://far.example" }, {}, "stack configuration or provider input act365:baseUrl"],
    [{}, { ACT365_BASE_URL: "http://far.example" }, "environment variable ACT365_BASE_URL"],
  ])("that cannot be used is an error that says where it came from: %j %j", (configuration, environment, source) => {
    const error = thrownBy(() => configuredBaseUrl(sources(configuration, environment)));
    expect(error).toHaveProperty("code", "settings");
    expect(error.message).toBe(
      `baseUrl (from ${source}): the base URL must begin with https:// (http:// is for this machine only), not http://`,
    );
  });
});

describe("the configured platform", () => {
  const source = (configuration: Record<string, unknown>, environment: Record<string, string>) =>
    configuredPlatform(sources(configuration, environment)).source;

  test.each<[Record<string, unknown>, Record<string, string>, string]>([
    [{}, {}, "the default, since neither act365:baseUrl nor ACT365_BASE_URL is set"],
    [
      {},
      { ACT365_BASE_URL: "" },
      "the default, since act365:baseUrl is not set, and ACT365_BASE_URL is set, but empty",
    ],
    [
      { "act365:baseUrl": "" },
      {},
      "the default, since act365:baseUrl is set, but empty, and ACT365_BASE_URL is not set",
    ],
    [{}, { ACT365_BASE_URL: "a.example" }, "environment variable ACT365_BASE_URL"],
    [
      { "act365:baseUrl": "b.example" },
      { ACT365_BASE_URL: "a.example" },
      "stack configuration or provider input act365:baseUrl",
    ],
  ])("with the settings %j and the environment %j names its source", (configuration, environment, expected) => {
    expect(source(configuration, environment)).toBe(expected);
  });

  test.each(["ACT365_BASEURL", "ACT365_BASE_URl", "ACT_365_BASE_URL", "act365_base_url"])(
    "mentions the variable %s, which is not read",
    (name) => {
      expect(source({}, { PATH: "x", ACT365_USER_SECRET: "x", [name]: "a.example" })).toBe(
        `the default, since neither act365:baseUrl nor ACT365_BASE_URL is set; ${name}, which is set, is not read`,
      );
      expect(source({}, { [name]: "a.example", ACT365_BASE_URL: "a.example" })).not.toContain(name);
    },
  );

  test.each(["ACT365_USER_SECRET", "ACT365_ORGANIZATION_SECRET", "APP_BASE_URL", "BASE_URL"])(
    "does not mention the variable %s, which means something else",
    (name) => {
      expect(source({}, { [name]: "x" })).toBe(source({}, {}));
    },
  );

  test.each([
    [undefined, false],
    ["", false],
    ["false", false],
    ["true", true],
    [true, true],
  ])("with act365:allowBaseUrlChange %j may replace instances elsewhere: %j", (given, expected) => {
    const { replacesOthers } = configuredPlatform(sources({ "act365:allowBaseUrlChange": given }));
    expect(replacesOthers).toBe(expected);
  });

  test.each(["True", "yes", "1", "on", " true"])("does not take %j for a boolean", (given) => {
    const error = thrownBy(() => configuredPlatform(sources({ "act365:allowBaseUrlChange": given })));
    expect(error).toHaveProperty("code", "settings");
    expect(error.message).toBe(
      "allowBaseUrlChange (from stack configuration or provider input act365:allowBaseUrlChange) must be either true or " +
        "false, in this spelling",
    );
  });
});

describe("the base URL that a state recorded", () => {
  test("is used in its one spelling, whatever is configured", () => {
    expect(baseUrlOf("platform.example/", sources({ "act365:baseUrl": "http://far.example" }))).toBe(
      "https://platform.example/elements/api-v2",
    );
  });

  test("is refused where the secrets would travel in clear text", () => {
    const error = thrownBy(() => baseUrlOf("http://far.example/elements/api-v2", sources()));
    expect(error).toHaveProperty("code", "settings");
    expect(error.message).toBe(
      "baseUrl (from the state): the base URL must begin with https:// (http:// is for this machine only), not http://",
    );
  });

  test("is the configured one where the state has none", () => {
    expect(baseUrlOf(undefined, sources({ "act365:baseUrl": "a.example" }))).toBe("https://a.example/elements/api-v2");
  });
});

describe("the credentials", () => {
  const inStack = () => ({
    "act365:userSecret": canary("userSecret"),
    "act365:organizationSecret": canary("organizationSecret"),
  });
  const inEnvironment = () => ({
    ACT365_USER_SECRET: canary("userSecretEnv"),
    ACT365_ORGANIZATION_SECRET: canary("organizationSecretEnv"),
  });

  test("come from the stack configuration, which wins over the environment, with their sources", () => {
    const configuration = inStack();
    expect(configuredCredentials(sources(configuration, inEnvironment()))).toEqual({
      userSecret: configuration["act365:userSecret"],
      userSecretSource: "stack configuration or provider input act365:userSecret",
      organizationSecret: configuration["act365:organizationSecret"],
      organizationSecretSource: "stack configuration or provider input act365:organizationSecret",
    });
  });

  test("come from the environment otherwise, each by itself", () => {
    const environment = inEnvironment();
    const { "act365:userSecret": _, ...half } = inStack();
    expect(configuredCredentials(sources({ "act365:userSecret": "" }, environment))).toEqual({
      userSecret: environment.ACT365_USER_SECRET,
      userSecretSource: "environment variable ACT365_USER_SECRET",
      organizationSecret: environment.ACT365_ORGANIZATION_SECRET,
      organizationSecretSource: "environment variable ACT365_ORGANIZATION_SECRET",
    });
    expect(configuredCredentials(sources(half, environment))).toMatchObject({
      userSecretSource: "environment variable ACT365_USER_SECRET",
      organizationSecret: half["act365:organizationSecret"],
    });
  });

  test("are read anew each time", () => {
    const environment: Record<string, string> = inEnvironment();
    const live = sources({}, environment);
    configuredCredentials(live);
    environment["ACT365_USER_SECRET"] = canary("rotated");
    expect(configuredCredentials(live).userSecret).toBe(environment["ACT365_USER_SECRET"]);
  });

  test.each([
    ["userSecret", "ACT365_USER_SECRET"],
    ["organizationSecret", "ACT365_ORGANIZATION_SECRET"],
  ] as const)("%s that is missing is an error that names all the ways to give it", (name, variable) => {
    const { [`act365:${name}`]: _, ...rest } = inStack() as Record<string, string>;
    const error = thrownBy(() => configuredCredentials(sources(rest)));
    expect(error).toHaveProperty("code", "settings");
    expect(error.message).toBe(
      `${name} is missing. Set it with "pulumi config set --secret act365:${name}", or in the environment variable ` +
        `${variable}, or as ${name} of an explicit provider`,
    );
  });

  test("that are both missing are named at once, each with its own problem", () => {
    const { message } = thrownBy(() => configuredCredentials(sources({}, { ACT365_ORGANIZATION_SECRET: "" })));
    expect(message).toMatch(
      /^userSecret is missing\. Set it with .* of an explicit provider\. organizationSecret is missing; the environment variable ACT365_ORGANIZATION_SECRET is set, but empty\. Set it with .* of an explicit provider$/,
    );
    const broken = { "act365:userSecret": canary("broken", (core) => `${core}\n`) };
    expect(thrownBy(() => configuredCredentials(sources(broken))).message).toMatch(
      /act365:userSecret\) ends with a line break.*\. organizationSecret is missing\. Set it with/,
    );
  });

  test("an environment variable that is set, but empty, is named", () => {
    const error = thrownBy(() => configuredCredentials(sources({}, { ACT365_USER_SECRET: "" })));
    expect(error.message).toMatch(
      /^userSecret is missing; the environment variable ACT365_USER_SECRET is set, but empty\. Set it with "pulumi config/,
    );
  });

  test.each([
    ["userSecret", "act365:userSecret", (core: string) => `${core}\n`, "ends with a line break"],
    ["organizationSecret", "act365:organizationSecret", (core: string) => `${core},x`, "contains a comma"],
  ] as const)(
    "%s that no header can carry is an error with its source, and without its value",
    (name, key, shape, problem) => {
      const error = thrownBy(() => configuredCredentials(sources({ ...inStack(), [key]: canary("broken", shape) })));
      expect(error).toHaveProperty("code", "settings");
      expect(error.message).toContain(`${name} (from stack configuration or provider input ${key}) ${problem}`);
    },
  );
});

describe("the number of concurrent requests", () => {
  test.each([
    [undefined, 16],
    ["", 16],
    ["1", 1],
    [64, 64],
    ["64", 64],
  ])("%p means %d", (given, number) => {
    expect(configuredMaxConcurrentRequests(sources({ "act365:maxConcurrentRequests": given }))).toBe(number);
  });

  test("has no environment variable", () => {
    expect(configuredMaxConcurrentRequests(sources({}, { ACT365_MAX_CONCURRENT_REQUESTS: "3", undefined: "3" }))).toBe(
      16,
    );
  });

  test.each(["0", "-1", "1.5", "many", "Infinity", "9007199254740992"])("%s is an error", (given) => {
    const error = thrownBy(() => configuredMaxConcurrentRequests(sources({ "act365:maxConcurrentRequests": given })));
    expect(error).toHaveProperty("code", "settings");
    expect(error.message).toBe(
      "maxConcurrentRequests (from stack configuration or provider input act365:maxConcurrentRequests) must be a whole " +
        "number, at least 1",
    );
  });
});
