import type { Options } from "../commandLine";
import { shellArgument } from "../shellArgument";
import type { Program } from "./program";

/** The options that name folder and stack, for the commands that are to follow. */
export function placeOf({ cwd, stack }: Options): string {
  const given = [...(cwd === undefined ? [] : ["--cwd", cwd]), ...(stack === undefined ? [] : ["--stack", stack])];
  return given.map((each) => ` ${shellArgument(each)}`).join("");
}

/** What is to be done with the files. */
export function nextSteps(count: number, options: Options & { out: string }, { secretKeys }: Program): string {
  const { out, code } = options;
  const place = placeOf(options);
  const [first = ""] = secretKeys;
  // Of an unset variable, the shell says so, and runs nothing.
  const values = secretKeys.map((key) => ` --secret ${key}="\${${key}:?}"`).join("");
  const where = code === undefined ? out : `${out} and ${code}`;
  return `
${count} ${count === 1 ? "instance" : "instances"} in ${where}, without secrets. Next:
  pulumi import --file ${shellArgument(out)} --generate-code=false${place}
  pulumi config set-all${values}${place}
    (takes each value from a shell variable of that name: fill them from your secret store, so that no secret is in the
    shell's history. Or set one after the other: pulumi config set --secret ${first}${place} prompts for the value)
  pulumi up${place}    (sends the keys and the owner tags, with one PUT for each instance)
`;
}
