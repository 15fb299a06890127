import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Project } from "../support/pulumi";
import { expectNoProcesses, instancesInState, type Setup } from "./setUp";

/** The arguments of an up without a preview. */
export const UP = ["up", "--yes", "--skip-preview", "--stack", "dev", "--parallel", "8"];
/** Something that can be waited for, and made to happen. */
export function moment(): { come: Promise<void>; now(): void } {
  let now = () => {};
  const come = new Promise<void>((resolve) => {
    now = resolve;
  });
  return { come, now: () => now() };
}

/** Resolves when the platform has heard of so many POSTs, or has done their work. */
export function posts({ platform }: Setup, event: "onRequest" | "onCommit", count = 1): Promise<void> {
  const { come, now } = moment();
  let seen = 0;
  platform[event](({ method }) => {
    if (method === "POST") seen += 1;
    if (seen >= count) now();
  });
  return come;
}

/**
 * The files that a backend in a folder keeps beside each state. The engine writes them in place, so a kill may leave one
 * empty, and then no command can read the state. They hold nothing that matters.
 */
export function attributeFiles({ folder }: Project): string[] {
  const state = join(folder, "state");
  return readdirSync(state, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".json.attrs"))
    .map((file) => join(state, file));
}

/** What Pulumi tells a user to do after a crash, and what docs/reliability.md adds. */
export async function recover(project: Project): Promise<string> {
  for (const file of attributeFiles(project)) if (statSync(file).size === 0) rmSync(file);
  await project.pulumi(["cancel", "--yes", "--stack", "dev"]);
  return (await project.up()).output;
}

/** Every declaration has one live instance, the one in the state, and destroy deletes them all. */
export async function expectOneEach({ platform, project }: Setup, declared = 1): Promise<void> {
  const inState = (await instancesInState(project)).map(({ id }) => id);
  expect(inState).toHaveLength(declared);
  expect(
    platform
      .instances()
      .map(({ id }) => String(id))
      .sort(),
  ).toEqual(inState.sort());
  await project.destroy();
  expect(platform.instances()).toEqual([]);
  await expectNoProcesses(project);
}
