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

const graph = sourcesIn(SOURCE);
const files = [...graph.keys()];

function textOf(file: File): string {
  return readFileSync(join(SOURCE, file), "utf8");
}

/** What each source file below a folder imports. */
function sourcesIn(folder: string): Map<File, Imports> {
  const all = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => path.split(sep).join("/"))
    .filter((path) => path.endsWith(".ts"));
  return new Map(all.map((file) => [file, importsOf(file, folder, all)]));
}

function importsOf(file: File, folder: string, all: readonly File[]): Imports {
  // Without the programs that stand in templates: the schema shows some as examples.
  const text = readFileSync(join(folder, file), "utf8").replace(/`(?:[^`\\]|\\.)*`/gs, "");
  const named = [...text.matchAll(/(?:\bfrom|\bimport|\bimport\(|\brequire\()\s*"([^"]+)"/g)].map(
    ([, name = ""]) => name,
  );
  const here = dirname(join(folder, file));
  return {
    files: named
      .filter((name) => name.startsWith(".") && !name.endsWith(".json"))
      .map((name) => relative(folder, join(here, name)).split(sep).join("/"))
      .map((path) => [`${path}.ts`, `${path}/index.ts`].find((candidate) => all.includes(candidate)) ?? path),
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
function circleFrom(start: File, sources = graph): File[] | undefined {
  const walk = (file: File, way: File[], seen: Set<File>): File[] | undefined => {
    for (const next of sources.get(file)?.files ?? []) {
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
  expect(files.map((file) => circleFrom(file)).filter((circle) => circle !== undefined)).toEqual([]);
});

/** The rooms below src, from the ground up: each imports only itself and rooms before it. */
const LAYERS = ["util", "elements", "redaction", "platform", "lifecycle", "operations", "lookups"];
/** They stand side by side on the layers: none imports another. */
const FRONT_ENDS = ["dynamic", "plugin", "cli"];

/** The room of a file, "" for the files at the top. */
function roomOf(file: File): string {
  return file.includes("/") ? file.slice(0, file.indexOf("/")) : "";
}

describe("each room imports only itself and the rooms below it", () => {
  test("the layers name every folder", () => {
    expect([...new Set(files.map(roomOf))].sort()).toEqual(["", ...LAYERS, ...FRONT_ENDS].sort());
  });

  test.each(LAYERS)("%s", (room) => {
    const allowed = LAYERS.slice(0, LAYERS.indexOf(room) + 1);
    expect(forbidden((from, to) => roomOf(from) !== room || allowed.includes(roomOf(to)))).toEqual([]);
  });

  test.each(FRONT_ENDS)("the front end %s, which imports no other front end", (room) => {
    const allowed = [...LAYERS, room];
    expect(forbidden((from, to) => roomOf(from) !== room || allowed.includes(roomOf(to)))).toEqual([]);
  });

  test("platform/http imports of platform only what both need", () => {
    const shared = ["platform/errors.ts", "platform/baseUrl.ts", "platform/settingNames.ts"];
    const allowed = (to: File) => !to.startsWith("platform/") || to.startsWith("platform/http/") || shared.includes(to);
    expect(forbidden((from, to) => !from.startsWith("platform/http/") || allowed(to))).toEqual([]);
  });

  test("a folder of lifecycle imports other folders of lifecycle, and none of the verbs above them", () => {
    const inFolder = (file: File) => folderOf(file).startsWith("lifecycle/");
    expect(forbidden((from, to) => !inFolder(from) || folderOf(to) !== "lifecycle")).toEqual([]);
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

describe("names that only one place may use", () => {
  test("Act! 365 is named by its definition alone, and by front ends", () => {
    const naming = files.filter((file) => LAYERS.includes(roomOf(file)) && textOf(file).includes("ACT_365"));
    expect(naming).toEqual(["elements/actessentials.ts"]);
  });

  test("Pulumi's SDK: the front ends for resources, and the entry that states name", () => {
    // The command writes a program that imports it.
    const importers = importing("@pulumi/pulumi", "").filter((file) => file !== "cli/importing/program.ts");
    expect([...new Set(importers.map(roomOf))].sort()).toEqual(["", "dynamic", "plugin"]);
  });

  test("Pulumi's protocol: the plugin, which needs no other part of the SDK", () => {
    const sdk = [...graph].flatMap(([file, { packages }]) => (roomOf(file) === "plugin" ? packages : []));
    const others = sdk.filter((name) => name.startsWith("@pulumi/") && !name.startsWith("@pulumi/pulumi/proto/"));
    expect(others).toEqual([]);
    expect(importing("@grpc/", "").map(roomOf)).toEqual(importing("@grpc/", "plugin/").map(roomOf));
  });

  test("customTimeouts: the front ends for resources, and comments", () => {
    const code = (file: File) => textOf(file).replace(/^\s*(\/\*\*|\*|\/\/).*$/gm, "");
    const naming = files.filter((file) => code(file).includes("customTimeouts"));
    expect([...new Set(naming.map(roomOf))].sort()).toEqual(["dynamic", "plugin"]);
  });

  test("HTTP: platform/http", () => {
    const http = ["undici", "node:http", "node:https", "node:net", "node:tls", "http", "https"];
    const knowing = http.flatMap((name) => importing(name, ""));
    expect(knowing.filter((file) => !file.startsWith("platform/http/"))).toEqual([]);
    expect(importing("undici", "platform/http/").length).toBeGreaterThan(0);
  });
});

/** Another tree of sources, read the same way. */
test("the simulator has no circle of imports, and its server does not import what it serves", () => {
  const simulator = sourcesIn(join(__dirname, "..", "..", "simulator", "src"));
  expect([...simulator.keys()].map((file) => circleFrom(file, simulator)).filter((circle) => circle)).toEqual([]);
  const upward = [...simulator].filter(
    ([file, { files: imported }]) => file.startsWith("server/") && imported.some((to) => to.startsWith("routes/")),
  );
  expect(upward).toEqual([]);
});
