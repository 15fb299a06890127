import { parseCommandLine, UsageError } from "../../../../tools/start/commandLine";
import { thrownBy } from "../../../support/canary";

test.each([
  [[], { kind: "up" }],
  [["--destroy"], { kind: "destroy" }],
  [["drift"], { kind: "drift" }],
  [["--help"], { kind: "help" }],
  [["-h"], { kind: "help" }],
])("%j is the quick start's own", (args, request) => {
  expect(parseCommandLine(args, {})).toEqual(request);
});

test.each([
  [["preview"]],
  [["stack", "output", "token", "--show-secrets"]],
  [["config", "set", "--path", "tags[0]", "vip"]],
  [["preview", "--help"]],
  [["destroy", "--yes"]],
])("%j is handed to Pulumi as it is", (args) => {
  expect(parseCommandLine(args, {})).toEqual({ kind: "pulumi", args });
});

test.each([
  [[], { kind: "up" }],
  [["drift"], { kind: "drift" }],
  [["--destroy"], { kind: "destroy" }],
  [["refresh", "--yes"], { kind: "pulumi", args: ["refresh", "--yes"] }],
])("after a language, %j is the same for that language", (args, request) => {
  expect(parseCommandLine(["--language", "python", ...args], {})).toEqual({ ...request, language: "python" });
});

test.each([
  [
    "a language without a quick start",
    ["--language", "ruby"],
    "takes one of yaml, python, go, java, typescript, not `ruby`",
  ],
  ["a language that is missing", ["--language"], "takes one of yaml"],
  ["a language after the command", ["--destroy", "--language", "go"], "takes no arguments"],
  ["an option that nobody has", ["--detsroy"], "--detsroy"],
  ["something after an option that takes nothing", ["--destroy", "now"], "takes no arguments"],
  ["what would delete the user's own stack settings", ["destroy", "--yes", "--remove"], "npm start -- --destroy"],
])("%s is refused", (_what, args, message) => {
  const error = thrownBy(() => parseCommandLine(args, {}));
  expect(error).toBeInstanceOf(UsageError);
  expect(error.message).toMatch(message);
});

test("`npm start --language`, where npm keeps the option for itself, runs no other language", () => {
  const error = thrownBy(() => parseCommandLine(["python"], { npm_config_language: "true" }));
  expect(error.message).toContain("npm start -- --language");
});

test("`npm start --destroy`, where npm keeps the option for itself, creates nothing", () => {
  expect(thrownBy(() => parseCommandLine([], { npm_config_destroy: "true" })).message).toContain(
    "npm start -- --destroy",
  );
});
