import { command, setUpCommand } from "../../support/command";
import { startPlatform } from "../../support/platform";

async function said(...args: string[]) {
  return command(setUpCommand(await startPlatform()), ...args);
}

test.each([
  [["lsit"], 'There is no command "lsit". Did you mean list?'],
  [["frobnicate"], 'There is no command "frobnicate". See'],
  [["list", "--serach", "x"], "list has no option --serach. Did you mean --search?"],
  [["list", "--tag"], "--tag needs a value."],
  [["list", "--tag", "--json"], "--tag needs a value."],
  [["list", "--json=yes"], "--json takes no value."],
  [["list", "--tag", "a", "--tag=b"], "--tag is given twice."],
  [["list", "12345"], 'list takes no argument "12345".'],
  [["--jsn"], "There is no option --jsn."],
  [["--stack", "dev"], "Which command? One of"],
])("%j is wrong usage: status 2, and a hint at what was meant", async (args, message) => {
  const { status, output, messages } = await said(...args);
  expect({ status, output }).toEqual({ status: 2, output: "" });
  expect(messages).toContain(`error: ${message}`);
});

test.each([["none"], ["Pulumi.yaml"]])("--cwd %s, which is no folder, is wrong usage", async (cwd) => {
  const { status, messages } = await said("list", "--cwd", cwd);
  expect(status).toBe(2);
  expect(messages).toMatch(new RegExp(`^error: --cwd: there is no folder /.*/${cwd}\\. See`));
});

test.each([
  [["import"], "pulumi-act365 import --help"],
  [["--stack", "dev", "orphans", "--yes"], "pulumi-act365 orphans --help"],
  [["list", "--serach", "x"], "pulumi-act365 list --help"],
  [["lsit"], "pulumi-act365 --help"],
  [["--stack", "dev"], "pulumi-act365 --help"],
])("%j leads to the help that explains it", async (args, help) => {
  expect((await said(...args)).messages).toMatch(new RegExp(` See ${help}\n$`));
});

test("--help of the command and of each subcommand shows examples, and needs nothing", async () => {
  const general = await said("--help");
  expect(general.status).toBe(0);
  expect(general.output).toMatch(/^Usage: pulumi-act365 COMMAND/);
  const names = [...general.output.matchAll(/^ {2}(\w+) {2,}\w/gm)].map(([, name = ""]) => name);
  expect(names).toContain("list");
  for (const name of names) {
    const { status, output } = await said(name, "--help");
    expect(status).toBe(0);
    expect(output).toMatch(new RegExp(`^Usage: pulumi-act365 ${name}[\\s\\S]*Examples:\\n  pulumi-act365 ${name}`));
    expect((await said("help", name)).output).toBe(output);
  }
});

test("without arguments, the command prints its help: status 0", async () => {
  expect(await said()).toEqual(await said("--help"));
  expect((await said()).status).toBe(0);
});

test("--version prints the package's version", async () => {
  expect((await said("--version")).output).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test("options may stand before the command", async () => {
  expect((await said("--stack", "dev", "list")).status).toBe(0);
});
