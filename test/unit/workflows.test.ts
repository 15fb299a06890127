import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "..", "..");
/** Our own, and the example's. */
const FOLDERS = [".github/workflows", "examples/gitops/.github/workflows"].map((folder) => join(ROOT, folder));
const workflows = FOLDERS.flatMap((folder) =>
  readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") })),
);
const publish = workflows.find(({ name }) => name === "publish.yml")?.text ?? "";

/** The job's lines, below its name. */
function job(text: string, name: string): string {
  return text.split(/^ {2}(?=\w+:$)/m).find((part) => part.startsWith(`${name}:`)) ?? "";
}

describe.each(workflows)("the workflow $name", ({ text }) => {
  test("names every action of others by the commit that was reviewed, and its version beside it", () => {
    const used = [...text.matchAll(/uses: (\S+)(.*)/g)].filter(([, action = ""]) => !action.startsWith("./"));
    for (const [line] of used) expect(line).toMatch(/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test("grants nothing that a job does not ask for, and leaves no credentials in the checkout", () => {
    expect(text).toMatch(/^permissions:( \{\}|\n {2}contents: read)$/m);
    const checkouts = text.match(/actions\/checkout@.*\n +with:\n +persist-credentials: false/g) ?? [];
    expect(checkouts).toHaveLength(text.match(/actions\/checkout@/g)?.length ?? 0);
  });

  test("never runs a stranger's code with this repository's secrets", () => {
    expect(text).not.toMatch(/pull_request_target|workflow_run/);
  });

  test("has a time limit for every job", () => {
    const runs = text.match(/^ {4}runs-on: .*\n/gm) ?? [];
    expect(text.match(/^ {4}timeout-minutes: \d+$/gm)).toHaveLength(runs.length);
  });
});

test("packages are published with provenance, by a job that may do no more than that, after the tests", () => {
  const text = job(publish, "publish");
  expect(text).toContain("npm publish --workspace pulumi-act365 --workspace act365-simulator --provenance");
  expect(text).toContain("needs: test");
  expect(text.match(/^ {6}[\w-]+: (?:read|write)$/gm)).toEqual(["      contents: read", "      id-token: write"]);
  expect(publish).not.toContain("secrets.");
});

describe("the plugin is offered", () => {
  const text = job(publish, "plugin");

  test("as the assets of the release, with what signs for their origin", () => {
    expect(text).toMatch(
      /npm run release:plugin -- --out release\n[\s\S]*actions\/attest@\S+ # v\S+\n.*\n +subject-path: release\/\*\n/,
    );
    expect(text).toContain('gh release create "$GITHUB_REF_NAME" release/* --verify-tag');
  });

  test("by a job that may do no more than that, after the packages, which the tests come before", () => {
    expect(text).toContain("needs: publish");
    expect(text.match(/^ {6}[\w-]+: (?:read|write)$/gm)).toEqual(
      ["contents", "id-token", "attestations", "artifact-metadata"].map((name) => `      ${name}: write`),
    );
  });
});

describe("the SDKs are published", () => {
  const text = job(publish, "sdks");

  test("from the schema of this version, on npm and on PyPI, without a token that could be stolen", () => {
    expect(text).toContain("npm run sdks -- --schema provider/plugin/schema.json --out sdks");
    expect(text).toContain("npm publish ./bin --provenance --access public");
    expect(text).toMatch(/pypa\/gh-action-pypi-publish@[0-9a-f]{40} # v/);
  });

  test("by a job that may do no more than that, once the engine can get the plugin", () => {
    expect(text).toContain("needs: plugin");
    expect(text.match(/^ {6}[\w-]+: (?:read|write)$/gm)).toEqual(["      contents: read", "      id-token: write"]);
  });
});
