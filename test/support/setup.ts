import { forgetCanaries, leaks, observe } from "./canary";
import { stopAll } from "./cleanUp";

// A busy machine takes its time to start a process or to write a file; no test depends on how long.
jest.setTimeout(20_000);

// The scan for canaries runs after every test of every kind: nobody has to remember it.
for (const method of ["log", "info", "warn", "error", "debug"] as const) {
  const print = console[method].bind(console);
  console[method] = (...args: unknown[]) => {
    observe(`console.${method}`, args.map(String).join(" "));
    print(...args);
  };
}
for (const stream of [process.stdout, process.stderr]) {
  const write = stream.write.bind(stream);
  stream.write = ((chunk: unknown, ...rest: []) => {
    observe("the test's own output", String(chunk));
    return write(chunk as string, ...rest);
  }) as typeof stream.write;
}

afterEach(async () => {
  await stopAll();
  expect(leaks()).toEqual([]);
});

afterAll(forgetCanaries);
