import { HELP, parseCommandLine, UsageError } from "../../../../tools/sdks/commandLine";
import { LANGUAGES } from "../../../../tools/sdks/languages";
import { thrownBy } from "../../../support/canary";

test("without languages, all SDKs are generated from the schema that the build makes, to be published", () => {
  expect(parseCommandLine(["--out", "sdk"])).toEqual({
    kind: "generate",
    schema: expect.stringMatching(/provider.plugin.schema\.json$/),
    out: "sdk",
    languages: ["nodejs", "python", "go", "dotnet", "java"],
    local: false,
  });
});

test("languages may be repeated, and the schema be another", () => {
  const args = ["--schema", "s.json", "--language", "go", "--out", "sdk", "--language", "java", "--local"];
  expect(parseCommandLine(args)).toEqual({
    kind: "generate",
    schema: "s.json",
    out: "sdk",
    languages: ["go", "java"],
    local: true,
  });
});

test.each([
  [[], "`--out DIR` is missing"],
  [
    ["--out", "sdk", "--language", "yaml"],
    "there is no language `yaml`: it is one of nodejs, python, go, dotnet, java",
  ],
  [["--out", "sdk", "--lang", "go"], "--lang"],
  [["sdk"], "sdk"],
])("%j is an error of usage that names what is wrong", (args, message) => {
  const error = thrownBy(() => parseCommandLine(args));
  expect(error).toBeInstanceOf(UsageError);
  expect(error.message).toContain(message);
});

test("the help names every option and language", () => {
  for (const word of ["--schema", "--out", "--language", "--local", ...LANGUAGES]) expect(HELP).toContain(word);
  expect(parseCommandLine(["--help"])).toEqual({ kind: "help" });
});
