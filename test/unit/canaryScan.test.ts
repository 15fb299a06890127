import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { canary, leaks, observe } from "../support/canary";

const TESTS = join(__dirname, "..");

test.each([
  ["in clear", (secret: string) => `x${secret}x`],
  ["in hexadecimal", (secret: string) => Buffer.from(secret).toString("hex")],
  ["in base64", (secret: string) => Buffer.from(secret).toString("base64")],
  ["in the base64 of a user and a password", (secret: string) => Buffer.from(`me:${secret}!`).toString("base64")],
  ["inside a JSON text inside a JSON text", (secret: string) => JSON.stringify(JSON.stringify({ secret }))],
  ["in a URL", (secret: string) => encodeURIComponent(secret)],
])("the scan after every test finds a canary %s", (_, form) => {
  observe("an output", `something ${form(canary("secret"))} something`);
  expect(leaks()).toHaveLength(1);
  expect(leaks()).toEqual([]);
});

test("the scan covers what a test prints", () => {
  const secret = canary("printed");
  const print = process.stderr.write;
  console.debug(secret);
  expect(leaks().join()).toContain("printed shows in console.debug");
  expect(process.stderr.write).toBe(print);
});

test("an error that a test catches is scanned too", () => {
  const files = readdirSync(TESTS, { recursive: true, encoding: "utf8" }).filter((file) => /\.ts$/.test(file));
  const bypassing = files.filter((file) => /\.rejects\b|\.toThrow/.test(readFileSync(join(TESTS, file), "utf8")));
  expect(bypassing).toEqual([join("unit", "canaryScan.test.ts")]);
});
