/** The program of a CommonJS project; its outputs are those that every program of these tests has. */
export const COMMONJS = `
const { Act365Instance } = require("pulumi-act365");
const { API_KEY: apiKey, DEVELOPER_KEY: developerKey } = process.env;
const crm = new Act365Instance("crm", { apiKey, developerKey });
module.exports = { token: crm.token, node: process.version };
`;

/** The same in ESM. */
export const ESM = `
import { Act365Instance } from "pulumi-act365";
const { API_KEY: apiKey, DEVELOPER_KEY: developerKey } = process.env;
const crm = new Act365Instance("crm", { apiKey, developerKey });
export const token = crm.token;
export const node = process.version;
`;

/** The same in TypeScript, with the types that a program meets. */
export const TYPESCRIPT = `
import * as pulumi from "@pulumi/pulumi";
import { Act365Instance, type Act365InstanceArgs } from "pulumi-act365";
const args: Act365InstanceArgs = {
  apiKey: process.env["API_KEY"] ?? "",
  developerKey: pulumi.secret(process.env["DEVELOPER_KEY"] ?? ""),
  tags: ["sales"],
};
const crm: Act365Instance = new Act365Instance("crm", args);
export const token: pulumi.Output<string> = crm.token;
export const node = process.version;
`;

/** A TypeScript program with a mistake that the package's types must find, and what the compiler says. */
export const MISTYPED = {
  program: TYPESCRIPT.replace('tags: ["sales"]', "tags: [7]"),
  message: "Type 'number' is not assignable to type 'Input<string>'",
};

/** As in Pulumi's own template. */
export const TSCONFIG = JSON.stringify({
  compilerOptions: {
    strict: true,
    outDir: "bin",
    target: "es2020",
    module: "nodenext",
    moduleResolution: "nodenext",
    sourceMap: true,
    forceConsistentCasingInFileNames: true,
  },
  files: ["index.ts"],
});
