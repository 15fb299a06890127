import { version } from "../operations/version";
import { pluginSchema } from "./schema";

const [flag] = process.argv.slice(2);
if (flag === "--version") process.stdout.write(`${version()}\n`);
if (flag === "--schema") process.stdout.write(`${JSON.stringify(pluginSchema(version()), null, 2)}\n`);
