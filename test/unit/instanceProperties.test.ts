import { readFileSync } from "node:fs";
import { join } from "node:path";
import { renderProperties } from "../../tools/properties/render";

test("the args and outputs of the resource are those of the table: run npm run properties, and commit it", () => {
  const file = join(__dirname, "..", "..", "provider", "src", "dynamic", "instanceProperties.generated.ts");
  expect(readFileSync(file, "utf8")).toBe(renderProperties());
});
