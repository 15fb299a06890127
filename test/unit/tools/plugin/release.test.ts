import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { credentials } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { extract, list, type ReadEntry } from "tar";
import { checksums } from "../../../../tools/plugin/archives";
import { afterTest } from "../../../support/cleanUp";
import { temporaryFolder } from "../../../support/temporaryFolder";

const ROOT = join(__dirname, "..", "..", "..", "..");
const RELEASE = join(ROOT, "tools", "dist", "plugin", "release.js");
const EXECUTABLE = "pulumi-resource-act365";
const read = (...path: string[]) => readFileSync(join(ROOT, ...path), "utf8");
const { version } = JSON.parse(read("provider", "package.json"));
const archive = (os: string, cpu: string) => `${EXECUTABLE}-v${version}-${os}-${cpu}.tar.gz`;
const CHECKSUMS = `pulumi-act365_${version}_checksums.txt`;

/** What a release offers. */
let released: string;

beforeAll(() => {
  released = mkdtempSync(join(tmpdir(), "act365-released-"));
  execFileSync(process.execPath, [RELEASE, "--out", join(released, "a new folder")]);
  released = join(released, "a new folder");
});

afterAll(() => rmSync(join(released, ".."), { recursive: true, force: true }));

async function entriesOf(name: string): Promise<ReadEntry[]> {
  const entries: ReadEntry[] = [];
  await list({ file: join(released, name), onReadEntry: (entry) => entries.push(entry) });
  return entries;
}

async function extracted(name: string): Promise<string> {
  const folder = temporaryFolder("extracted");
  await extract({ file: join(released, name), cwd: folder });
  return folder;
}

test("a release has an archive for each system that the engine looks for, and their checksums", () => {
  const archives = ["linux", "darwin", "windows"].flatMap((os) => [archive(os, "amd64"), archive(os, "arm64")]);
  expect(readdirSync(released).sort()).toEqual([CHECKSUMS, ...archives].sort());
  expect(readFileSync(join(released, CHECKSUMS), "utf8")).toBe(checksums(released, archives));
  expect(readFileSync(join(released, CHECKSUMS), "utf8")).toMatch(
    /^([0-9a-f]{64} {2}pulumi-resource-act365-v\S+\n){6}$/,
  );
});

test("an archive holds the program at its root, which can be run, and its texts; for Windows also the launcher", async () => {
  const common = [EXECUTABLE, "README.md", "LICENSE", "THIRD-PARTY-LICENSES.txt"];
  for (const [os, expected] of [
    ["linux", common],
    ["darwin", common],
    ["windows", [...common, `${EXECUTABLE}.cmd`]],
  ] as const) {
    const entries = await entriesOf(archive(os, "amd64"));
    expect(entries.map(({ path }) => path)).toEqual(expected);
    expect(entries.map(({ mode }) => (mode ?? 0) & 0o777)).toEqual([0o755, ...expected.slice(1).map(() => 0o644)]);
  }
});

test("the archives of all systems hold the program that the build made", async () => {
  const built = read("provider", "plugin", EXECUTABLE);
  for (const name of readdirSync(released).filter((each) => each.endsWith(".gz"))) {
    expect(readFileSync(join(await extracted(name), EXECUTABLE), "utf8") === built).toBe(true);
  }
});

/** The version that a plugin tells the engine. */
async function toldVersion(folder: string): Promise<string> {
  const plugin = spawn(join(folder, EXECUTABLE), [], { stdio: ["ignore", "pipe", "inherit"] });
  afterTest(() => {
    plugin.kill();
  });
  const [port] = await once(plugin.stdout, "data");
  const client = new ResourceProviderClient(`127.0.0.1:${String(port).trim()}`, credentials.createInsecure());
  afterTest(() => client.close());
  return new Promise((resolve, reject) => {
    client.getPluginInfo(new Empty(), (error, info) => (error === null ? resolve(info.getVersion()) : reject(error)));
  });
}

test("package.json, archives, --version, --schema, the built schema and GetPluginInfo tell one version", async () => {
  const folder = await extracted(archive("linux", "amd64"));
  const run = (flag: string) => execFileSync(process.execPath, [join(folder, EXECUTABLE), flag], { encoding: "utf8" });
  expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(run("--version")).toBe(`${version}\n`);
  expect(JSON.parse(run("--schema")).version).toBe(version);
  expect(JSON.parse(read("provider", "plugin", "schema.json")).version).toBe(version);
  expect(await toldVersion(folder)).toBe(version);
});

test("an archive comes with the license of every package in the program, and with no other", async () => {
  const text = readFileSync(join(await extracted(archive("darwin", "arm64")), "THIRD-PARTY-LICENSES.txt"), "utf8");
  for (const name of ["@pulumi/pulumi", "@grpc/grpc-js", "google-protobuf", "undici"]) {
    const { version: bundled, license } = JSON.parse(read("node_modules", name, "package.json"));
    expect(text).toContain(`\n${name} ${bundled} (${license})\n`);
    const file = readdirSync(join(ROOT, "node_modules", name)).find((each) => /^licen[cs]e/i.test(each)) ?? "";
    expect(text).toContain(read("node_modules", name, file).trim());
  }
  expect(text).not.toMatch(/^(typescript|esbuild|jest) /m);
});

test("the same sources make the same bytes, whoever makes them and whenever", () => {
  const again = temporaryFolder("again");
  spawnSync("sh", ["-c", `umask 077 && "${process.execPath}" "${RELEASE}" --out "${again}"`]);
  expect(readFileSync(join(again, CHECKSUMS), "utf8")).toBe(readFileSync(join(released, CHECKSUMS), "utf8"));
  expect(statSync(join(again, archive("linux", "arm64"))).size).toBeGreaterThan(1000);
});

test("a release that is not told where to says how", () => {
  const { status, stderr } = spawnSync(process.execPath, [RELEASE], { encoding: "utf8" });
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: "error: say where to: npm run release:plugin -- --out DIR\n",
  });
});
