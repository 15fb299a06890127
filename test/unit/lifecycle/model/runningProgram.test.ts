import { RunningProgram } from "../../../../provider/src/lifecycle/model/runningProgram";

const crm = { identity: "urn:crm", shown: "crm" };
const mail = { identity: "urn:mail", shown: "mail" };

test("a program runs once a declaration was checked; a diff alone may be that of a refresh", () => {
  const program = new RunningProgram();
  program.decided(crm);
  expect(program.isRunning).toBe(false);
  program.checked(crm);
  expect(program.isRunning).toBe(true);
});

test("a deletion belongs to a replacement without a diff while a checked declaration is neither diffed nor created", () => {
  const program = new RunningProgram();
  expect(program.replacesWithoutDiff).toBe(false);
  program.checked(crm);
  program.checked(mail);
  expect(program.replacesWithoutDiff).toBe(true);
  program.decided(crm);
  expect(program.replacesWithoutDiff).toBe(true);
  program.decided(mail);
  expect(program.replacesWithoutDiff).toBe(false);
  program.checked(crm);
  expect(program.replacesWithoutDiff).toBe(true);
});
