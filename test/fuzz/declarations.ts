import type { StoredInstance } from "act365-simulator";
import fc from "fast-check";
import { canary } from "../support/canary";
import { PROVIDER_TEXT, type Properties } from "../support/plugin";

/** A declaration as plain numbers, so that a counterexample prints, shrinks and replays; secrets come in only later. */
export interface Declared {
  readonly name: number;
  readonly apiKey: number;
  readonly developerKey: number;
  readonly tags: readonly number[] | undefined;
  readonly enabled: boolean | undefined;
  readonly events: number;
  readonly configuration: number;
  readonly verify: boolean;
}

export const RESOURCES = ["crm", "mail"] as const;
export type Resource = (typeof RESOURCES)[number];

const NAMES = ["crm", "<b>Büro</b> 'Süd'", 'a "quoted" name & more'];
const TAGS = ["sales", "<i>eu</i>", "a,b&c=d"];
const MOST_EVENTS = 5;
const MOST_CONFIGURATIONS = 4;

/** Any declaration; shrinks towards the plainest. */
export const anyDeclared: fc.Arbitrary<Declared> = fc.record({
  name: fc.nat(NAMES.length - 1),
  apiKey: fc.nat(1),
  developerKey: fc.nat(1),
  tags: fc.option(fc.uniqueArray(fc.nat(TAGS.length - 1)), { nil: undefined }),
  enabled: fc.constantFrom(undefined, true, false),
  events: fc.nat(MOST_EVENTS),
  configuration: fc.nat(MOST_CONFIGURATIONS),
  verify: fc.boolean(),
});

/** The plainest declaration, for tests that are about something else. */
export const PLAIN: Declared = {
  name: 0,
  apiKey: 0,
  developerKey: 0,
  tags: undefined,
  enabled: undefined,
  events: 0,
  configuration: 0,
  verify: false,
};

/** The owner tag of one of the resources. */
export function ownerTagOf(resource: Resource): string {
  return `pulumi:project/dev/${resource}:${resource === "crm" ? "0123456789" : "abcdef0123"}`;
}

/** What the numbers of declarations stand for in one run: its secrets are canaries. */
export class Vocabulary {
  private readonly apiKeys = [canary("apiKey"), canary("otherApiKey")];
  private readonly developerKeys = [canary("developerKey"), canary("otherDeveloperKey", (core) => `"${core}" ü`)];
  private readonly secrets = this.newSecrets();
  /** Others in the same places. */
  private readonly otherSecrets = this.newSecrets();

  /** Inputs as the constructor of Act365Instance sends them. */
  inputs(resource: Resource, declared: Declared, customTimeouts: Properties | undefined): Properties {
    const all = {
      __provider: PROVIDER_TEXT,
      name: NAMES[declared.name],
      apiKey: this.apiKeys[declared.apiKey],
      developerKey: this.developerKeys[declared.developerKey],
      tags: declared.tags?.map((tag) => TAGS[tag]),
      enabled: declared.enabled ?? true,
      events: this.events(declared.events),
      configuration: this.configuration(declared.configuration),
      verify: declared.verify ? true : undefined,
      ownerTag: ownerTagOf(resource),
      customTimeouts,
    };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  }

  /** The instance that a declaration asks for. Configuration keys that are not in it are nobody's business. */
  wanted(resource: Resource, declared: Declared): Pick<StoredInstance, "name" | "tags" | "disabled" | "configuration"> {
    const tags = (declared.tags ?? []).map((tag) => stripped(TAGS[tag] ?? ""));
    return {
      name: stripped(NAMES[declared.name] ?? ""),
      tags: [...tags, ownerTagOf(resource)].sort(),
      disabled: declared.enabled === false,
      configuration: {
        username: this.apiKeys[declared.apiKey] ?? null,
        password: this.developerKeys[declared.developerKey] ?? null,
        ...this.eventKeys(declared.events),
        ...Object.fromEntries(
          Object.entries(this.configuration(declared.configuration) ?? {}).map(([key, value]) => [key, String(value)]),
        ),
      },
    };
  }

  private newSecrets() {
    return {
      headers: canary("callbackHeaders", (core) => `Authorization: Bearer ${core}`),
      password: canary("callbackPassword"),
      signatureKey: canary("signatureKey"),
      own: canary("ownSecret"),
    };
  }

  /** Choices 4 and 5 are 2 and 3 with other secrets. */
  private events(choice: number): Properties | undefined {
    const callbackUrl = "https://receiver.example/events";
    const { headers, password, signatureKey } = choice > 3 ? this.otherSecrets : this.secrets;
    if (choice === 0) return undefined;
    if (choice === 1) return { callbackUrl };
    if (choice % 2 === 1) return { callbackUrl, signatureKey, pollers: { todos: { url: "/x" } } };
    const basicAuth = { username: "receiver", password };
    return { callbackUrl, pollIntervalMinutes: 5, callbackHeaders: headers, basicAuth };
  }

  private eventKeys(choice: number): Record<string, string> {
    if (choice === 0) return {};
    const all = {
      "event.notification.enabled": "true",
      "event.vendor.type": "polling",
      "event.notification.callback.url": "https://receiver.example/events",
    };
    const { headers, password, signatureKey } = choice > 3 ? this.otherSecrets : this.secrets;
    if (choice === 1) return all;
    if (choice % 2 === 1) {
      return {
        ...all,
        "event.notification.signature.key": signatureKey,
        "event.poller.configuration": '{"todos":{"url":"/x"}}',
      };
    }
    return {
      ...all,
      "event.poller.refresh_interval": "5",
      "event.notification.callback.headers": headers,
      "event.notification.basic.username": "receiver",
      "event.notification.basic.password": password,
    };
  }

  private configuration(choice: number): Properties | undefined {
    if (choice === 1) return { "filter.response.nulls": false };
    if (choice === 2) return { "filter.response.nulls": "true", "pagination.max": 100 };
    if (choice === 3) return { "my.secret": this.secrets.own, "bulk.relations": "a\nb" };
    return choice === 4 ? { "my.secret": this.otherSecrets.own, "instance.variables": this.secrets.own } : undefined;
  }
}

/** As the platform keeps names and tags. */
function stripped(text: string): string {
  return text.replace(/<[^>]*>/g, "");
}
