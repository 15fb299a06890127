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
  ["an option that nobody has", ["--detsroy"], "--detsroy"],
  ["something after an option that takes nothing", ["--destroy", "now"], "takes no arguments"],
  ["what would delete the user's own stack settings", ["destroy", "--yes", "--remove"], "npm start -- --destroy"],
])("%s is refused", (_what, args, message) => {
  const error = thrownBy(() => parseCommandLine(args, {}));
  expect(error).toBeInstanceOf(UsageError);
  expect(error.message).toMatch(message);
});

test("`npm start --destroy`, where npm keeps the option for itself, creates nothing", () => {
  expect(thrownBy(() => parseCommandLine([], { npm_config_destroy: "true" })).message).toContain(
    "npm start -- --destroy",
  );
});
