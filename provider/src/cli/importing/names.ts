/** Words that a program cannot use as the name of a constant, or that the written program uses already. */
const TAKEN = new Set(
  (
    "arguments await break case catch class config const continue debugger default delete do else enum eval export extends " +
    "false finally for function globalThis if implements import in instanceof interface let new null package private protected public " +
    "pulumi return static super switch this throw true try typeof undefined var void while with yield exports module require"
  ).split(" "),
);

/** Gives each name once. */
export class Names {
  private readonly given: Set<string>;

  /** @param taken names that are not free */
  constructor(taken: Iterable<string> = []) {
    this.given = new Set(taken);
  }

  /** The name itself, or if it is taken, the name with a distinction. */
  unique(name: string, distinction: string): string {
    let free = name;
    for (let count = 1; this.given.has(free); count += 1) {
      free = `${name}${distinction}${count === 1 ? "" : `${distinction}${count}`}`;
    }
    this.given.add(free);
    return free;
  }
}

/** A resource name for an instance's name, readable in a URN. */
export function resourceName(instanceName: string): string {
  const plain = instanceName
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[^\w.-]+/g, "-")
    .replace(/^[-.]+|[-.]+$/g, "");
  return plain === "" ? "instance" : plain;
}

/** "salesCrm" for "sales-crm": the name of a constant. */
export function constantName(name: string): string {
  const [first = "", ...others] = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  const joined = first.charAt(0).toLowerCase() + first.slice(1) + others.map(capital).join("");
  return /^[A-Za-z]/.test(joined) && !TAKEN.has(joined) ? joined : `instance${capital(joined)}`;
}

/** With a capital at the beginning. */
export function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
