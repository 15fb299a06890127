import { RunningProgram } from "../../../../provider/src/lifecycle/model/runningProgram";
import { OTHER_OWNER_TAG, OURS } from "../stage";

const THEIRS = { identity: OTHER_OWNER_TAG, shown: OTHER_OWNER_TAG };

test("no program runs until a declaration is checked: a destroy or a refresh may diff, but checks nothing", () => {
  const program = new RunningProgram();
  program.diffed(OURS);
  expect(program.isRunning).toBe(false);
  program.checked(OURS);
  expect(program.isRunning).toBe(true);
  program.diffed(OURS);
  expect(program.isRunning).toBe(true);
});

describe("the instance of a declaration is replaced unasked", () => {
  test("if it was checked and not diffed", () => {
    const program = new RunningProgram();
    program.checked(OURS);
    expect(program.isReplacedUnasked(OURS)).toBe(true);
  });

  test("not if a diff came after the check", () => {
    const program = new RunningProgram();
    program.checked(OURS);
    program.diffed(OURS);
    expect(program.isReplacedUnasked(OURS)).toBe(false);
  });

  test("if it was checked again after its diff", () => {
    const program = new RunningProgram();
    program.checked(OURS);
    program.diffed(OURS);
    program.checked(OURS);
    expect(program.isReplacedUnasked(OURS)).toBe(true);
  });

  test("not if it was never checked: then it is deleted because the program no longer declares it", () => {
    const program = new RunningProgram();
    program.checked(THEIRS);
    expect(program.isReplacedUnasked(OURS)).toBe(false);
  });

  test("whatever a diff of another declaration said, and however messages name it", () => {
    const program = new RunningProgram();
    program.checked(OURS);
    program.diffed(THEIRS);
    expect(program.isReplacedUnasked({ ...OURS, shown: 'named "renamed"' })).toBe(true);
  });
});
