import type { ProviderAlone } from "../provider/alone";
import { AT_ONCE } from "../provider/concurrently";
import { fixed, ratio } from "./numbers";
import { table } from "./table";
import { ratioTo } from "./tables";

/** The tables of the provider without an engine. */
export function aloneTables({ verbs, startUp }: ProviderAlone): string {
  const calls = table(
    [`milliseconds a call, ${AT_ONCE} at once`, ...verbs.map(({ verb }) => verb)],
    [
      ["pulumi-act365", ...verbs.map((times) => fixed(times.package, 2))],
      ["a provider that does nothing", ...verbs.map(({ nothing }) => fixed(nothing, 2))],
      ["the same requests by undici alone", ...verbs.map(({ requests }) => fixed(requests, 2))],
      [ratioTo("both together"), ...verbs.map((times) => ratio(times.package, times.nothing + times.requests))],
    ],
  );
  const starts = table(
    ["", "seconds to the first response"],
    [
      ["pulumi-act365", fixed(startUp.package, 3)],
      ["a provider that does nothing", fixed(startUp.nothing, 3)],
      ["difference", fixed(startUp.package - startUp.nothing, 3)],
    ],
  );
  return `${calls}\n\n${starts}`;
}
