/** An example in every language that Pulumi's documentation shows, in its order. */
export interface Example {
  readonly title: string;
  readonly typescript: string;
  readonly python: string;
  readonly go: string;
  readonly csharp: string;
  readonly java: string;
  readonly yaml: string;
}

/** Examples as they stand in a description: code generators and the Registry pick the blocks of their language. */
export function exampleTexts(...examples: readonly Example[]): string {
  return ["{{% examples %}}", "## Example Usage", ...examples.map(exampleText), "{{% /examples %}}"].join("\n\n");
}

function exampleText({ title, ...programs }: Example): string {
  const blocks = Object.entries(programs).map(([language, code]) => `\`\`\`${language}\n${code.trim()}\n\`\`\``);
  return ["{{% example %}}", `### ${title}`, ...blocks, "{{% /example %}}"].join("\n\n");
}
