import { HELP, readOptions, UsageError } from "../../../bench/options";
import { SUBJECTS } from "../../../bench/subjects/all";
import { thrownBy } from "../../support/canary";

test("without arguments, everything is measured three times, and the docs are rewritten", () => {
  expect(readOptions([])).toEqual({
    counts: [1, 100, 400],
    latencies: [0, 300],
    repetitions: 3,
    only: ["P", "G", "J", "S", "C", "F", "E", "R"],
    alone: true,
    json: "bench/results/latest.json",
    docs: true,
  });
});

test("--quick measures little, and does not write the docs", () => {
  expect(readOptions(["--quick"])).toMatchObject({ counts: [20], latencies: [0], repetitions: 1, docs: false });
});

test("options that are given win over --quick; numbers are sorted, and each is measured once", () => {
  const options = readOptions([
    "--quick",
    "--counts",
    "30,5,30",
    "--latency",
    "10",
    "--repetitions",
    "2",
    "--only",
    "F,P",
  ]);
  expect(options).toMatchObject({ counts: [5, 30], latencies: [10], repetitions: 2, only: ["P", "F"] });
});

test("--only takes every subject, in any order, and the help names each", () => {
  for (const { key } of SUBJECTS) {
    expect(readOptions(["--only", key])?.only).toEqual([key]);
    expect(HELP).toContain(`(${key})`);
  }
});

test("--help prints the help, and nothing is measured", () => {
  expect(readOptions(["--help", "--quick"])).toBeUndefined();
});

test.each([
  ["--counts", "0"],
  ["--counts", "many"],
  ["--latency", "-1"],
  ["--repetitions", "1.5"],
  ["--only", "P,X"],
  ["--unknown", ""],
])("%s %s is refused", (...args) => {
  expect(thrownBy(() => readOptions(args))).toBeInstanceOf(UsageError);
});
