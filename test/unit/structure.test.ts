import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";

const SOURCE = join(__dirname, "..", "..", "provider", "src");

/** A source file, by its path below provider/src, with "/". */
type File = string;

/** What a file imports or re-exports: other source files, and packages by name. */
interface Imports {
  readonly files: readonly File[];
  readonly packages: readonly string[];
}

const files = readdirSync(SOURCE, { recursive: true, encoding: "utf8" })
  .map((path) => path.split(sep).join("/"))
  .filter((path) => path.endsWith(".ts"));
const graph = new Map(files.map((file) => [file, importsOf(file)]));

function textOf(file: File): string {
  return readFileSync(join(SOURCE, file), "utf8");
}

function importsOf(file: File): Imports {
  const named = [...textOf(file).matchAll(/(?:\bfrom|\bimport|\bimport\(|\brequire\()\s*"([^"]+)"/g)].map(
    ([, name = ""]) => name,
  );
  const here = dirname(join(SOURCE, file));
  return {
    files: named
      .filter((name) => name.startsWith("."))
      .map((name) => relative(SOURCE, join(here, name)).split(sep).join("/"))
      .map((path) => [`${path}.ts`, `${path}/index.ts`].find((candidate) => files.includes(candidate)) ?? path),
    packages: named.filter((name) => !name.startsWith(".")),
  };
}

/** The folder of a file, "" for those at the top. */
function folderOf(file: File): string {
  return file.includes("/") ? file.slice(0, file.lastIndexOf("/")) : "";
}

/** All imports from one file to another that are not allowed, as "a imports b". */
function forbidden(allowed: (from: File, to: File) => boolean): string[] {
  return [...graph].flatMap(([from, { files: imported }]) =>
    imported.filter((to) => !allowed(from, to)).map((to) => `${from} imports ${to}`),
  );
}

/** Files below this folder that import a package whose name begins so. */
function importing(name: string, below: string): File[] {
  return [...graph]
    .filter(([file, { packages }]) => file.startsWith(below) && packages.some((each) => each.startsWith(name)))
    .map(([file]) => file);
}

/** The first circle of imports that begins at the file, if there is one. */
function circleFrom(start: File): File[] | undefined {
  const walk = (file: File, way: File[], seen: Set<File>): File[] | undefined => {
    for (const next of graph.get(file)?.files ?? []) {
      if (next === start) return [...way, next];
      if (seen.has(next)) continue;
      seen.add(next);
      const found = walk(next, [...way, next], seen);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return walk(start, [start], new Set());
}

test("every import of a source file leads to a source file", () => {
  const known = new Set(files);
  expect(forbidden((_, to) => known.has(to))).toEqual([]);
  expect(files.length).toBeGreaterThan(50);
});

test("there is no circle of imports", () => {
  expect(files.map(circleFrom).filter((circle) => circle !== undefined)).toEqual([]);
});

describe("each folder imports only what stands below it or beside it", () => {
  test("platform imports nothing else", () => {
    expect(forbidden((from, to) => !from.startsWith("platform/") || to.startsWith("platform/"))).toEqual([]);
  });

  test("lifecycle imports itself and platform", () => {
    const allowed = /^(lifecycle|platform)\//;
    expect(forbidden((from, to) => !from.startsWith("lifecycle/") || allowed.test(to))).toEqual([]);
  });

  test("a folder of lifecycle imports other folders of lifecycle, and none of the verbs above them", () => {
    const inFolder = (file: File) => folderOf(file).startsWith("lifecycle/");
    expect(forbidden((from, to) => !inFolder(from) || folderOf(to) !== "lifecycle")).toEqual([]);
  });

  test("session imports no file of the top", () => {
    expect(forbidden((from, to) => !from.startsWith("session/") || folderOf(to) !== "")).toEqual([]);
  });
});

test("no folder of lifecycle imports one that imports it", () => {
  const folders = new Map<string, Set<string>>();
  for (const [from, { files: imported }] of graph) {
    const others = imported.filter((file) => folderOf(file) !== folderOf(from));
    for (const to of others.filter(() => folderOf(from).startsWith("lifecycle/"))) {
      folders.set(folderOf(from), (folders.get(folderOf(from)) ?? new Set()).add(folderOf(to)));
    }
  }
  const mutual = [...folders].flatMap(([from, all]) =>
    [...all].filter((to) => from < to && folders.get(to)?.has(from)).map((to) => `${from} and ${to}`),
  );
  expect(mutual).toEqual([]);
});

describe("what only one place may know", () => {
  test("Act! 365 is named by its definition alone: neither lifecycle nor platform imports it", () => {
    const naming = files.filter((file) => /^(lifecycle|platform)\//.test(file) && textOf(file).includes("ACT_365"));
    expect(naming).toEqual(["platform/actessentials.ts"]);
  });

  test("Pulumi's SDK: the files at the top", () => {
    for (const folder of ["lifecycle/", "platform/", "session/"]) expect(importing("@pulumi", folder)).toEqual([]);
  });

  test("HTTP: platform", () => {
    const http = ["undici", "node:http", "node:https", "node:net", "node:tls", "http", "https"];
    const knowing = http.flatMap((name) => importing(name, ""));
    expect(knowing.filter((file) => !file.startsWith("platform/"))).toEqual([]);
    expect(importing("undici", "platform/").length).toBeGreaterThan(0);
  });
});
