import fc from "fast-check";
import { anyDeclared, type Declared, RESOURCES, type Resource } from "./declarations";
import { anyFaults, type PlannedFaults, partlyFailing } from "./faults";

/**
 * Where in a step the process is killed: at its nth request, before the platform sees it or after it did its work; or
 * "later": a POST on its way, which the platform works off in the midst of the next command's first POST, if nothing else
 * goes wrong in that command.
 */
export interface Kill {
  readonly request: number;
  readonly when: "before" | "after" | "later";
}

/** What goes wrong during a step. */
export interface Trouble {
  readonly faults: readonly PlannedFaults[];
  readonly kill: Kill | undefined;
  /** Milliseconds that each request takes, where the clock is not the machine's. */
  readonly pace: number;
  /** Whether the next command follows at once, while instances are young and reads may still lag. */
  readonly nextAtOnce: boolean;
}

/** What somebody else does to an instance. */
export type Meddling =
  | "rename"
  | "retag"
  | "remove owner tag"
  | "disable"
  | "change configuration"
  | "change developer key"
  | "cut in emojis"
  | "remove"
  /** The platform still shows it for a while. */
  | "remove, reads lag";

/** One step of a run: what the user changes in the program, runs, or others do. */
export type Step =
  | { readonly do: "declare"; readonly resource: Resource; readonly declared: Declared }
  | { readonly do: "undeclare"; readonly resource: Resource }
  | ({ readonly do: "up" | "refresh" | "destroy" } & Trouble)
  /** With `createFirst`, as a transformation brings it about, the replacement meets its own predecessor. */
  | ({ readonly do: "replace"; readonly resource: Resource; readonly createFirst?: boolean } & Trouble)
  | { readonly do: "others"; readonly resource: Resource; readonly what: Meddling }
  | { readonly do: "restart" };

/** Declarations that one run uses: few, so that it comes back to an earlier one now and then. */
const VARIANTS = 3;

/**
 * The steps of any run: a program that declares one resource, and what happens next.
 * @param options `stalls`: whether requests may hang; `atOnce`: whether commands may follow each other at once; `most`: the longest run
 */
export function anySteps(options: { stalls: boolean; atOnce: boolean; most: number }): fc.Arbitrary<Step[]> {
  const resource = fc.constantFrom(...RESOURCES);
  const trouble = {
    faults: anyFaults(options),
    kill: fc.oneof(
      { weight: 8, arbitrary: fc.constant(undefined) },
      {
        weight: 1,
        arbitrary: fc.record({
          request: fc.integer({ min: 1, max: 4 }),
          when: fc.constantFrom("before", "after", "later"),
        }),
      },
    ),
    pace: fc.oneof(
      { weight: 8, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.constantFrom(100, 10_000, 25_000, 70_000, 150_000) },
    ),
    nextAtOnce: options.atOnce ? fc.constantFrom(false, true) : fc.constant(false),
  };
  const up = fc.record({ do: fc.constant("up"), ...trouble });
  const declare = fc.record({ do: fc.constant("declare"), resource, variant: fc.nat(VARIANTS - 1) });
  const upInPart = fc.record({
    do: fc.constant("up"),
    ...trouble,
    faults: partlyFailing,
    kill: fc.constant(undefined),
  });
  const refresh = fc.record({ do: fc.constant("refresh"), ...trouble });
  const one = (step: fc.Arbitrary<Drawn>) => step.map((drawn) => [drawn]);
  const stepsAtOnce = fc.oneof(
    { weight: 8, arbitrary: fc.tuple(declare, up) },
    { weight: 2, arbitrary: fc.tuple(declare, upInPart) },
    { weight: 2, arbitrary: fc.tuple(declare, upInPart, refresh) },
    { weight: 4, arbitrary: one(up) },
    { weight: 1, arbitrary: one(fc.record({ do: fc.constant("undeclare"), resource })) },
    { weight: 2, arbitrary: one(refresh) },
    { weight: 1, arbitrary: one(fc.record({ do: fc.constant("destroy"), ...trouble })) },
    { weight: 2, arbitrary: one(fc.record({ do: fc.constant("replace"), resource, ...trouble })) },
    { weight: 1, arbitrary: resource.map((name) => [{ do: "replace", resource: name, createFirst: true, ...FINE }]) },
    { weight: 2, arbitrary: one(fc.record({ do: fc.constant("others"), resource, what: anyMeddling })) },
    { weight: 1, arbitrary: one(fc.record({ do: fc.constant("restart") })) },
  );
  const variants = fc.tuple(...Array.from({ length: VARIANTS }, () => anyDeclared));
  return fc
    .tuple(variants, fc.tuple(declare, up), fc.array(stepsAtOnce, { maxLength: options.most - 1, size: "max" }))
    .map(([declarations, first, rest]) =>
      [...first, ...rest.flat()].map(({ variant, ...step }: Drawn) =>
        variant === undefined ? step : { ...step, declared: declarations[variant] },
      ),
    ) as fc.Arbitrary<Step[]>;
}

/** A step whose declaration is still a number. */
type Drawn = { readonly do: string; readonly variant?: number };

const anyMeddling = fc.constantFrom<Meddling[]>(
  "rename",
  "retag",
  "remove owner tag",
  "disable",
  "change configuration",
  "change developer key",
  "cut in emojis",
  "remove",
  "remove, reads lag",
);

/** Nothing goes wrong. */
export const FINE: Trouble = { faults: [], kill: undefined, pace: 0, nextAtOnce: false };
