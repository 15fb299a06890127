/** The name of the executable: the engine looks for `pulumi-resource-NAME`. */
export const EXECUTABLE = "pulumi-resource-act365";

/**
 * Arguments of Node.js 20 to 26: 2 MB for new objects before it looks which are still in use, and one thread beside the
 * main one. With them and `--optimize-for-size`, the process takes some 120 MB for 400 instances, and no more CPU; without,
 * 150 on Node.js 24.
 */
const FLAGS = "--max-semi-space-size=2 --v8-pool-size=1";

/**
 * What starts the bundle: a line of JavaScript that `node -e` runs. It is ES5 and stands outside the bundle, since a Node.js
 * that is too old fails to parse the bundle before it runs a line of it. And it loads the bundle by `require`, since
 * `node FILE` takes a file without an extension for an ES module wherever a package.json above it says "type": "module"
 * (an engine's home inside a project, as pipelines have it). A flag of V8 is set here, since `node` itself would refuse to
 * start if a later version no longer knew it.
 * @param needed the oldest Node.js, such as "20.18.1"
 */
function loader(needed: string): string {
  const [major, minor, patch] = needed.split(".").map(Number);
  const oldest = (major ?? 0) * 1e6 + (minor ?? 0) * 1e3 + (patch ?? 0);
  return [
    "var n=process.versions.node,v=n.split('.');",
    `if(v[0]*1e6+v[1]*1e3+parseInt(v[2])<${oldest}){console.error('${needs(needed)}, and there is '+n);process.exit(1)}`,
    "require('v8').setFlagsFromString('--optimize-for-size');",
    "require(require('path').resolve(process.argv[1]))",
  ].join("");
}

function needs(version: string): string {
  return `${EXECUTABLE} needs Node.js ${version} or newer on the PATH`;
}

/**
 * The bundle's first lines: a program for `sh`, and for JavaScript two strings and a comment. `#!/usr/bin/env node` would
 * leave a user without Node.js with "env: 'node': No such file or directory".
 */
export function header(needed: string): string {
  return [
    "#!/bin/sh",
    `":" //; command -v node >/dev/null 2>&1 || { echo "${needs(needed)}, and there is none" >&2; exit 1; }`,
    `":" //; exec node ${FLAGS} -e "${loader(needed)}" -- "$0" "$@"`,
  ].join("\n");
}

/** Starts the bundle beside it on Windows, which runs no `sh`. The engine finds it by its name. */
export function windowsLauncher(needed: string): string {
  return [
    "@echo off",
    `where node >nul 2>nul || (echo ${needs(needed)}, and there is none>&2& exit /b 1)`,
    `node ${FLAGS} -e "${loader(needed)}" -- "%~dp0${EXECUTABLE}" %*`,
    "",
  ].join("\r\n");
}
