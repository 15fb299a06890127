const { readFileSync } = require("node:fs");
const { ModuleKind, ScriptTarget, transpileModule } = require("typescript");

function compile(path) {
  const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, inlineSourceMap: true };
  return transpileModule(readFileSync(path, "utf8"), { compilerOptions, fileName: path }).outputText;
}

// The benchmarks, and what they share with the tests, run from their sources on every supported Node.js: `node -r` this file.
require.extensions[".ts"] = (module, path) => module._compile(compile(path), path);

module.exports = { compile };
