import type { Properties } from "../lifecycle/model/properties";
import { nearest } from "../util/didYouMean";

/** The types of the arguments of functions and lists. */
const TYPES = {
  string: { words: "a string", is: (value: unknown) => typeof value === "string" },
  strings: {
    words: "a list of strings",
    is: (value: unknown) => Array.isArray(value) && value.every((item) => typeof item === "string"),
  },
};

/** Arguments by name, with the type of each. */
type Arguments = Readonly<Record<string, keyof typeof TYPES>>;

/** The arguments without those that are null. */
export function givenArguments(values: Properties): Properties {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null));
}

/**
 * What is wrong with the names and types of arguments, as the end of a sentence: "takes …".
 * @param known all arguments that there are
 */
export function argumentProblem(given: Properties, known: Arguments): string | undefined {
  const names = Object.keys(known);
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  const wrong = Object.entries(given).some(
    ([name, value]) => known[name] !== undefined && !TYPES[known[name]].is(value),
  );
  if (unknown === undefined && !wrong) return undefined;
  const takes = Object.entries(known).map(([name, type]) => `${name} (${TYPES[type].words})`);
  const meant = unknown === undefined ? undefined : nearest(unknown, names);
  const hint = meant === undefined ? "" : `, did you mean ${meant}?`;
  return `takes ${takes.join(" and ")}${unknown === undefined ? "" : `; ${unknown} is not known${hint}`}`;
}
