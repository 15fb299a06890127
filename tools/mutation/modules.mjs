import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, sep } from "node:path";
import { transformSync } from "@swc/core";
import jestConfig from "../../jest.config.js";

const newRequire = () => createRequire(join(process.cwd(), "package.json"));

const unit = jestConfig.projects.find(({ displayName }) => displayName === "unit");

/** How jest compiles the unit tests. */
const [[, OPTIONS]] = Object.values(unit.transform);

const compiled = new Map();

newRequire().extensions[".ts"] = (module, filename) => {
  let code = compiled.get(filename);
  if (code === undefined) {
    code = transformSync(readFileSync(filename, "utf8"), { ...OPTIONS, filename }).code;
    compiled.set(filename, code);
  }
  module._compile(code, filename);
};

/** Loads a file of tests, with what jest loads before it. A `require` keeps whatever it loaded, so each call has its own. */
export function load(file) {
  const require = newRequire();
  // Stryker's copy of the project, where the worker goes only after this module is loaded.
  const setup = unit.setupFilesAfterEnv.map((path) => path.replace("<rootDir>", process.cwd()));
  for (const path of [...setup, file]) require(path);
}

/** Makes the next `load` load the project's own modules anew. */
export function forgetModules() {
  const { cache } = newRequire();
  for (const file of Object.keys(cache)) {
    if (!file.includes(`${sep}node_modules${sep}`)) delete cache[file];
  }
}
