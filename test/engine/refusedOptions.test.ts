import { crm, program, requestsDuring, type Setup, setUp } from "./setUp";

/** What `pulumi up` prints of a program that must fail without a request. */
async function refusal({ platform, project }: Setup, text: string): Promise<string> {
  project.program(text);
  let output = "";
  expect(
    await requestsDuring(platform, async () => {
      output = (await project.up({ fails: true })).output;
    }),
  ).toEqual([]);
  return output;
}

test("options that a dynamic resource cannot honor are errors that say what to do instead", async () => {
  const setup = await setUp(program(""));
  expect(await refusal(setup, crm({}, { import: "12345" }))).toMatch(/option import does nothing.*adoptId/s);
  expect(await refusal(setup, crm({}, { replaceOnChanges: ["name"] }))).toMatch(
    /option replaceOnChanges does nothing.*up --replace/s,
  );
});

test("an option that a transformation sets is not refused: no program fails in a callback of the SDK", async () => {
  const { project } = await setUp(
    program(`
const setting = ({ props, opts }) => ({ props, opts: pulumi.mergeOptions(opts, JSON.parse(process.env.OPTION)) });
new Act365Instance("crm", keys, { transformations: [setting] });`),
  );
  for (const option of [{ replaceOnChanges: ["name"] }, { deleteBeforeReplace: false }]) {
    const { output } = await project.preview({ environment: { OPTION: JSON.stringify(option) } });
    expect(output).toContain("+ 2 to create");
  }
});

test("errors of the program keep their stack traces, also after a constructor that threw", async () => {
  const { project } = await setUp(
    program(`
const limit = Error.stackTraceLimit;
new Act365Instance("crm", keys);
try {
  new Act365Instance("refused", keys, { import: "1" });
} catch {}
try {
  new Act365Instance("orphan", keys, { parent: "no resource" });
} catch {}
if (Error.stackTraceLimit !== limit) throw new Error("the limit of stack traces changed");
function ofTheUser() { throw new Error("a mistake of the user"); }
ofTheUser();`),
  );
  const { output } = await project.up({ fails: true });
  expect(output).toContain("a mistake of the user");
  expect(output).toMatch(/at ofTheUser /);
});

test("PULUMI_DEBUG_PROMISE_LEAKS shows where an instance was declared that waits forever", async () => {
  const { project } = await setUp(
    program(`
new Act365Instance("crm", keys);
function declareStuck() { new Act365Instance("stuck", { ...keys, name: new Promise(() => {}) }); }
declareStuck();`),
  );
  const { output } = await project.up({ fails: true, environment: { PULUMI_DEBUG_PROMISE_LEAKS: "1" } });
  expect(output).toMatch(/resource:stuck.*at declareStuck /s);
});
