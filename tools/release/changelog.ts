/** The kinds of changes that Keep a Changelog knows. */
const KINDS = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"];

const RELEASE = /^\[(\d+\.\d+\.\d+)\] - (\d{4}-\d{2}-\d{2})$/;

/** What is wrong with a changelog in the form of Keep a Changelog; empty where nothing is. */
export function problemsOfChangelog(text: string): string[] {
  const [first, ...releases] = headings(text, "## ");
  return [
    ...(first === "[Unreleased]" ? [] : ["the first section is not [Unreleased]"]),
    ...releases.filter((title) => !isRelease(title)).map((title) => `"${title}" is not "[1.2.3] - 2026-11-24"`),
    ...inOrder(releases.map((title) => RELEASE.exec(title)?.[1] ?? "")),
    ...headings(text, "### ")
      .filter((kind) => !KINDS.includes(kind))
      .map((kind) => `"${kind}" is not one of ${KINDS.join(", ")}`),
    ...[...text.matchAll(/^### (.+)\n+(?=#|$(?![\s\S]))/gm)].map(([, kind]) => `a section "${kind}" is empty`),
  ];
}

/** Whether the changelog has a section for a version. */
export function isReleasedIn(text: string, version: string): boolean {
  return headings(text, "## ").some((title) => RELEASE.exec(title)?.[1] === version);
}

function headings(text: string, level: string): string[] {
  return text
    .split("\n")
    .filter((line) => line.startsWith(level))
    .map((line) => line.slice(level.length).trim());
}

function isRelease(title: string): boolean {
  const date = RELEASE.exec(title)?.[2];
  return date !== undefined && !Number.isNaN(Date.parse(date));
}

function inOrder(versions: readonly string[]): string[] {
  return versions.flatMap((version, index) => {
    const before = versions[index - 1];
    if (before === undefined || compare(before, version) > 0) return [];
    return [`${version} stands below ${before}, which is not newer`];
  });
}

function compare(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split(".").map(Number));
  const difference = left?.map((part, index) => part - (right?.[index] ?? 0)).find((part) => part !== 0);
  return difference ?? 0;
}
