import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { renderProperties } from "./render";

/**
 * `npm run properties`: writes the args and outputs of Act365Instance. Committed, so that an editor shows no error in a
 * fresh clone.
 */
writeFileSync(
  join(__dirname, "..", "..", "provider", "src", "dynamic", "instanceProperties.generated.ts"),
  renderProperties(),
);
