import { execFile } from "node:child_process";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { plainEnvironment } from "../support/plugin";

/** A supported major version of Node.js. */
export type NodeVersion = 20 | 22 | 24 | 26;

/** Installs what the package.json of a folder asks for. */
export type Install = (folder: string, path: string) => Promise<unknown>;

/** `npm install`. */
export const npm: Install = (folder, path) =>
  run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline"], folder, path);

/** `pnpm install`, linking as strictly as pnpm can: nothing is found that a package does not ask for. */
export const pnpm: Install = (folder, path) => {
  const script = join(dirname(require.resolve("pnpm")), "bin", "pnpm.cjs");
  return run(
    "node",
    [script, "install", "--config.hoist=false", "--prefer-offline", "--no-frozen-lockfile"],
    folder,
    path,
  );
};

/** `yarn install` of Yarn 4; the linker is the one that the project's `.yarnrc.yml` names. */
export const yarn: Install = (folder, path) =>
  fromNpm("@yarnpkg/cli-dist@4.18.1", "yarn", ["install", "--no-immutable"], folder, path);

/** `bun install`. */
export const bun: Install = (folder, path) => fromNpm("bun@1.4.5", "bun", ["install"], folder, path);

const folders = new Map<NodeVersion, Promise<string>>();

/** The folder with the `node` of a major version, from npm. */
export function nodeFolder(version: NodeVersion): Promise<string> {
  let folder = folders.get(version);
  if (folder === undefined) {
    const asked = fromNpm(
      `node@${version}`,
      "node",
      ["-p", "process.execPath"],
      process.cwd(),
      process.env["PATH"] ?? "",
    );
    folder = asked.then((executable) => dirname(executable.trim()));
    folders.set(version, folder);
  }
  return folder;
}

/** Runs a command of a package on npm. npm keeps the package between runs. */
function fromNpm(spec: string, command: string, args: string[], cwd: string, path: string): Promise<string> {
  return run("npx", ["--yes", "--prefer-offline", `--package=${spec}`, "--", command, ...args], cwd, path);
}

/** Runs a command as a user would, without what `npm run` puts into the environment. */
export async function run(command: string, args: readonly string[], cwd: string, path: string): Promise<string> {
  const own = Object.entries(plainEnvironment()).filter(([name]) => !/^(npm_|INIT_CWD$)/i.test(name));
  const env = { ...Object.fromEntries(own), PATH: path, YARN_ENABLE_TELEMETRY: "0" };
  const { stdout } = await promisify(execFile)(command, args, { cwd, env, maxBuffer: 2 ** 26 }).catch((error) => {
    throw new Error(`${command} ${args.join(" ")} failed:\n${error.stdout}\n${error.stderr}`);
  });
  return stdout;
}
