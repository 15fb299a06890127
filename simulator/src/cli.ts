import { run } from "./cli/run";

const stopped = new Promise<void>((resolve) => {
  process.once("SIGINT", () => resolve());
  process.once("SIGTERM", () => resolve());
});

const output = { out: (line: string) => console.log(line), error: (line: string) => console.error(line) };

run(process.argv.slice(2), process.env, output, stopped).then((status) => {
  process.exitCode = status;
});
