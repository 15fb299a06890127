import type { SimulatedOrganization } from "./api";
import type { OrganizationOptions, SimulatorOptions } from "./options";
import { base64Secret, hex, type Random } from "./random";

/** The options that handlers look at, with their defaults filled in. */
export interface Settings {
  /** Range to draw the time from that the vendor takes, in milliseconds. */
  readonly latency: readonly [minMs: number, maxMs: number];
  readonly badKeys: ReadonlySet<string>;
  readonly badKeysAnswer: "refuse" | "createAnyway";
  readonly maskStoredLiterally: boolean;
  readonly shuffleTags: boolean;
  readonly forbidden: boolean;
}

/** The time that creating took in the logs of the platform makers' own API tests, in milliseconds. */
const realLatency = [8_000, 26_000] as const;

function latencyRange(latency: SimulatorOptions["latency"]): readonly [number, number] {
  const range =
    latency === "real" ? realLatency : typeof latency === "number" ? [latency, latency] : (latency ?? [0, 0]);
  const [min = Number.NaN, max = Number.NaN] = range;
  if (!(min >= 0 && max >= min)) throw new RangeError(`latency must be milliseconds, "real" or [min, max]`);
  return [min, max];
}

/** Fills in the defaults. */
export function settingsOf(options: SimulatorOptions): Settings {
  return {
    latency: latencyRange(options.latency),
    badKeys: new Set(options.badKeys),
    badKeysAnswer: options.badKeysAnswer ?? "refuse",
    maskStoredLiterally: options.maskStoredLiterally ?? false,
    shuffleTags: options.shuffleTags ?? true,
    forbidden: options.forbidden ?? false,
  };
}

/** Secrets that the simulator made up for an organization, in this run or an earlier one. */
export interface MadeUpSecrets {
  readonly id: number;
  readonly userSecret?: string;
  readonly organizationSecret?: string;
}

/** The organizations of a run, and all secrets made up so far (those go into the data file). */
export interface Organizations {
  readonly all: readonly SimulatedOrganization[];
  readonly madeUp: readonly MadeUpSecrets[];
}

/**
 * Makes up what the options leave out. Secrets that an earlier run made up are used again, so that a restart keeps
 * working, and stay made up when this run is told others. The first id is the seed document's.
 */
export function organizationsOf(
  given: readonly OrganizationOptions[],
  earlier: readonly MadeUpSecrets[],
  random: Random,
): Organizations {
  const all: SimulatedOrganization[] = [];
  const madeUp: MadeUpSecrets[] = [];
  for (const [index, options] of (given.length === 0 ? [{}] : given).entries()) {
    const id = options.id ?? 1190 + index;
    const before = earlier.find((secrets) => secrets.id === id);
    const made = {
      ...(options.userSecret === undefined ? { userSecret: before?.userSecret ?? base64Secret(random) } : {}),
      ...(options.organizationSecret === undefined
        ? { organizationSecret: before?.organizationSecret ?? hex(random, 32) }
        : {}),
    };
    const organization = {
      id,
      name: `Simulated organization ${id}`,
      accountId: 11111 + index,
      userId: 22222 + index,
      userSecret: "",
      organizationSecret: "",
      ...options,
      ...made,
    };
    requireDistinct(all, organization);
    all.push(organization);
    madeUp.push({ ...before, id, ...made });
  }
  const elsewhere = earlier.filter((secrets) => !all.some(({ id }) => id === secrets.id));
  return { all, madeUp: [...madeUp, ...elsewhere] };
}

function requireDistinct(others: readonly SimulatedOrganization[], organization: SimulatedOrganization): void {
  for (const secret of [organization.userSecret, organization.organizationSecret]) {
    if (secret.trim() === "" || /[\s,]/.test(secret))
      throw new RangeError("a secret must be a text without spaces or commas");
  }
  if (others.some((other) => other.id === organization.id || other.userSecret === organization.userSecret)) {
    throw new RangeError("organizations must differ in id and user secret");
  }
}
