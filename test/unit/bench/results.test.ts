import type { Sample } from "../../../bench/lifecycle";
import { tablesFor } from "../../../bench/report/tables";
import { type Results, rowsOf } from "../../../bench/results";

function sample(values: Partial<Sample>): Sample {
  return {
    subject: "P",
    step: "up",
    count: 10,
    latency: 0,
    seconds: 1,
    cpuSeconds: 1,
    providerMemory: 100_000_000,
    requests: { POST: 10 },
    stateBytes: 5_000,
    ...values,
  };
}

function results(samples: Sample[]): Results {
  const subjects = [
    { key: "P", title: "ours" },
    { key: "C", title: "theirs" },
    { key: "F", title: "floor" },
    { key: "G", title: "plugin" },
    { key: "E", title: "other floor" },
  ] as const;
  const setting = { date: "", node: "", sdk: "", engine: "", cores: 2, repetitions: 1, subjects, leftOut: [] };
  return { setting, rows: rowsOf(samples), alone: undefined };
}

/** The cells of the first line that begins with this, in the table that begins with that. */
function cells(text: string, table: string, row: string): string[] {
  const lines =
    text
      .split("\n\n")
      .find((part) => part.startsWith(`| ${table} `))
      ?.split("\n") ?? [];
  const line = lines.find((candidate) => candidate.startsWith(`| ${row} `)) ?? "";
  return line
    .split("|")
    .slice(2, -1)
    .map((cell) => cell.trim());
}

test("repetitions of one step become one row of medians", () => {
  const rows = rowsOf([
    sample({ seconds: 9 }),
    sample({ seconds: 1 }),
    sample({ seconds: 2 }),
    sample({ step: "no-op" }),
  ]);
  expect(rows).toHaveLength(2);
  expect(rows[0]).toMatchObject({ step: "up", seconds: 2, runs: [9, 1, 2] });
});

test("a figure that the system does not report stays unknown, and is left out of the median", () => {
  const none = { cpuSeconds: undefined };
  expect(rowsOf([sample(none), sample(none)])[0]?.cpuSeconds).toBeUndefined();
  expect(rowsOf([sample(none), sample({ cpuSeconds: 3 })])[0]?.cpuSeconds).toBe(3);
});

test("tables hold seconds of each subject, and the ratios of ours to each other one", () => {
  const text = tablesFor(results([sample({ seconds: 3 }), sample({ subject: "C", seconds: 6 })]), 10, 0);
  expect(cells(text, "seconds", "ours")[0]).toBe("3.0");
  expect(cells(text, "seconds", "ratio to theirs")[0]).toBe("0.50");
  expect(cells(text, "seconds", "ratio to floor")).toEqual([]);
  expect(cells(text, "sizes", "ours")).toEqual(["5", "100"]);
});

test("the plugin is compared with what its own program takes, without a latency of its own", () => {
  const plugin = sample({ subject: "G", seconds: 6, latency: 320 });
  const floor = sample({ subject: "E", seconds: 2, requests: {} });
  expect(cells(tablesFor(results([plugin, floor]), 10, 320), "seconds", "plugin ÷ other floor")[0]).toBe("3.00");
});

test("with latency, the engine alone is the one measured without, and the time is compared with what is expected", () => {
  const slow = { latency: 320 };
  const floor = sample({ subject: "F", seconds: 1, requests: {} });
  const text = tablesFor(results([sample({ seconds: 2 }), floor, sample({ ...slow, seconds: 4.8 })]), 10, 320);
  expect(cells(text, "seconds", "ratio to floor")[0]).toBe("4.80");
  // Expected: 10 requests × 0.32 s ÷ (4 steps × 2 cores) + 2 s = 2.4 s
  expect(cells(text, "seconds", "measured ÷ expected")[0]).toBe("2.00");
});
