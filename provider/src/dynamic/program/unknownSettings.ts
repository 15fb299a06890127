import * as pulumi from "@pulumi/pulumi";
import { SETTING } from "../../platform/settingNames";
import { nearest } from "../../util/didYouMean";
import { listInWords } from "../../util/words";

const NAMESPACE = "act365";
const NAMES = Object.keys(SETTING);

/** The engine connections of the programs that were warned: the Automation API runs several programs in one process. */
const warned = new WeakSet<object>();

/** Warns, once in each program, of `act365:` settings that nothing reads, since a mistyped one has no other effect. */
export function warnOfUnknownSettings(): void {
  const program = pulumi.runtime.getMonitor();
  if (program === undefined || warned.has(program)) return;
  warned.add(program);
  // A project of that name has settings of its own there.
  const mayBeOthers = pulumi.getProject() === NAMESPACE;
  for (const key of Object.keys(pulumi.runtime.allConfig())) {
    const [namespace, name = ""] = key.split(":");
    if (namespace !== NAMESPACE || NAMES.includes(name)) continue;
    const meant = nearest(name, NAMES);
    if (meant !== undefined || !mayBeOthers)
      void pulumi.log.warn(`${key} is not a setting of pulumi-act365: ${hint(meant)}`);
  }
}

function hint(meant: string | undefined): string {
  if (meant !== undefined) return `did you mean ${NAMESPACE}:${meant}?`;
  return `there are ${listInWords(NAMES.map((name) => `${NAMESPACE}:${name}`))}`;
}
