#!/usr/bin/env node
const { runtimeProblem } = require("../dist/platform/http/runtime.js");

const problem = runtimeProblem(process.versions, process.execPath);
if (problem === undefined) require("../dist/cli/main.js");
else {
  process.stderr.write(`error: ${problem}\n`);
  process.exitCode = 1;
}
