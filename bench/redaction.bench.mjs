// What quoting an error page of 64 kB costs while the secrets of 400 instances are known, and what knowing them costs.
// Prints milliseconds. Run it after a build: npm run build && node bench/redaction.bench.mjs
import { createHash } from "node:crypto";
import redaction from "../provider/dist/redaction/redactor.js";

const INSTANCES = 400;
const PAGE = 64 * 1024;
const RUNS = 21;

/** Random characters, the same in each run. */
function made(seed, encoding) {
  return createHash("sha256").update(seed).digest(encoding);
}

function secretsOf(instance) {
  const apiKey = made(`api ${instance}`, "base64url");
  const developerKey = made(`developer ${instance}`, "hex").slice(0, 32);
  const password = `p&ss "w/rd" ${made(`password ${instance}`, "base64").slice(0, 12)}`;
  const headers = JSON.stringify({ "X-Api-Key": made(`headers ${instance}`, "hex") });
  const token = made(`token ${instance}`, "base64");
  return [apiKey, developerKey, `${apiKey}:${developerKey}`, password, `hook:${password}`, headers, token];
}

const all = Array.from({ length: INSTANCES }, (_, instance) => secretsOf(instance));

const PAGES = {
  "an HTML page": filled("<tr class=\"row\"><td>502 Bad Gateway</td><td style='color: #333'>nginx/1.18.0</td></tr>\n"),
  "a JSON response": filled('{"id": 123456, "name": "crm", "configuration": {"base.url": "https://example.com/"}},\n'),
  "random characters": Array.from({ length: PAGE / 64 }, (_, line) =>
    `${made(`line ${line}`, "base64")}${made(`and ${line}`, "base64")}`.slice(0, 64),
  ).join(""),
  "the secrets themselves": filled(`${all.flat().join("\n")}\n`),
  "the secrets' beginnings": filled(
    all
      .flat()
      .map((secret) => secret.slice(0, -1))
      .join(" "),
  ),
  "escapes of JSON": filled("\\u0061\\\\u0062 "),
  backslashes: filled("\\"),
};

function filled(piece) {
  return piece.repeat(Math.ceil(PAGE / piece.length)).slice(0, PAGE);
}

function timed(run) {
  const started = performance.now();
  run();
  return performance.now() - started;
}

function shown(milliseconds) {
  return `${milliseconds.toFixed(3)} ms`.padStart(12);
}

const heap = () => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1024 / 1024;
};

const redactor = new redaction.Redactor();
const before = heap();
const adding = timed(() => {
  for (const secrets of all) redactor.add(...secrets);
});
const again = timed(() => {
  for (const secrets of all) redactor.add(...secrets);
});
const count = new Set(all.flat()).size;
console.log(`${shown(adding)} to add ${count} secrets, ${shown(adding / count).trim()} each`);
console.log(`${shown(again)} to add them again`);
console.log(`${shown(timed(() => redactor.quote(PAGES["an HTML page"])))} for the first quotation, an HTML page`);
for (const [name, page] of Object.entries(PAGES)) {
  const times = Array.from({ length: RUNS }, () => timed(() => redactor.quote(page, Number.POSITIVE_INFINITY)));
  times.sort((a, b) => a - b);
  const [median, worst] = [times[(RUNS - 1) / 2], times[RUNS - 1]];
  console.log(`${shown(median)} (at worst ${shown(worst).trim()}) for ${name}`);
}
console.log(`${(heap() - before).toFixed(1).padStart(9)} MB of memory (exact with node --expose-gc)`);
