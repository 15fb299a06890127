import { readFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(__dirname, "..", "..");

test("the simulator's copy of the secret names is fresh: run npm run build, and commit it", () => {
  const read = (file: string) => readFileSync(join(ROOT, file), "utf8");
  expect(read("simulator/src/secretNames.generated.ts")).toBe(read("provider/src/elements/secretNames.ts"));
});
