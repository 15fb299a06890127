import type { SimulatorOptions } from "./options";

/** The options that handlers look at, with their defaults filled in. */
export type Settings = Readonly<
  Required<Pick<SimulatorOptions, "badKeysAnswer" | "maskStoredLiterally" | "shuffleTags" | "forbidden">>
> & {
  /** How long the vendor takes, in milliseconds: a range to draw from. */
  readonly latency: readonly [minMs: number, maxMs: number];
  readonly badKeys: ReadonlySet<string>;
};

/** How long creating took in the logs of the platform makers' own API tests, in milliseconds. */
const realLatency = [8_000, 26_000] as const;

function latencyRange(latency: SimulatorOptions["latency"] = 0): readonly [number, number] {
  if (latency === "real") return realLatency;
  const [min, max] = typeof latency === "number" ? [latency, latency] : latency;
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
