import type { Results, Row } from "../results";
import { STEPS, type Step, type SubjectKey } from "../subjects/subject";
import { fixed } from "./numbers";
import { scenes } from "./report";

/** What a reader should remember, in a line each. What was not measured is left out. */
export function summary(results: Results): string {
  const count = Math.max(...scenes(results).map((scene) => scene.count));
  const seconds = secondsOf(results.rows.filter((row) => row.count === count && row.latency === 0));
  const times = (subject: SubjectKey, step: Step) => (seconds(subject, step) / seconds("P", step)).toFixed(1);
  const whole = (subject: SubjectKey, step: Step) => seconds(subject, step).toFixed(0);
  const [up, noOp, preview, refresh, rename, destroy] = STEPS;
  const lines = [
    `\`pulumi up\` creates ${count} instances in ${whole("P", up)} seconds; a preview of them takes ${whole("P", preview)}, ` +
      `a refresh ${whole("P", refresh)}, \`pulumi destroy\` ${whole("P", destroy)}. The platform's own time comes on top.`,
    `Pulumi's engine alone, with as many resources that do nothing, takes ${whole("F", up)} of the ${whole("P", up)} seconds: ` +
      "it writes the whole state before and after each step.",
    "A provider that you write into your program yourself takes " +
      `${times("C", up)} times as long to create, ${times("C", rename)} times to change and ${times("C", destroy)} times to delete.`,
    `Terraform with a generic REST provider takes ${times("R", up)} times as long to create, ${times("R", rename)} times to ` +
      `change and ${times("R", destroy)} times to delete, and ${times("R", noOp)} times as long if nothing changes.`,
    `The plugin, with a compiled Go program, creates them in ${whole("G", up)} seconds; a preview takes ${whole("G", preview)}, ` +
      `a refresh ${whole("G", refresh)}. Terraform takes ${(seconds("R", up) / seconds("G", up)).toFixed(1)} times as long to create.`,
    "The real platform takes 8 to 26 seconds to create one instance. If you have many, waiting for it is what counts: " +
      "[`--parallel`](#settings-that-help) helps most.",
  ];
  return lines
    .filter((line) => !line.includes("NaN"))
    .map((line) => `- ${line}`)
    .join("\n");
}

/** The seconds that a step took a subject, as the tables show them: both are to agree. NaN where that is not known. */
function secondsOf(rows: readonly Row[]): (subject: SubjectKey, step: Step) => number {
  return (subject, step) => Number(fixed(rows.find((row) => row.subject === subject && row.step === step)?.seconds));
}
