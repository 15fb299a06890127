import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, sep } from "node:path";
import { transformSync } from "@swc/core";

const newRequire = () => createRequire(join(process.cwd(), "package.json"));

/** As jest.config.js compiles. */
const OPTIONS = {
  jsc: { parser: { syntax: "typescript" }, target: "es2022" },
  module: { type: "commonjs" },
  isModule: true,
};

const compiled = new Map();

newRequire().extensions[".ts"] = (module, filename) => {
  let code = compiled.get(filename);
  if (code === undefined) {
    code = transformSync(readFileSync(filename, "utf8"), { ...OPTIONS, filename }).code;
    compiled.set(filename, code);
  }
  module._compile(code, filename);
};

/** Loads a module, and what it needs. A `require` keeps whatever it loaded, so each call has its own. */
export function load(file) {
  newRequire()(file);
}

/** Makes the next `load` load the project's own modules anew. */
export function forgetModules() {
  const { cache } = newRequire();
  for (const file of Object.keys(cache)) {
    if (!file.includes(`${sep}node_modules${sep}`)) delete cache[file];
  }
}
