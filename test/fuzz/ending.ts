import type { StoredInstance } from "act365-simulator";
import { PLAIN, RESOURCES, type Resource } from "./declarations";
import { FINE } from "./steps";
import type { World } from "./world";

/**
 * The end of every life, without any trouble: one up brings exactly what is declared, once each; what may be left of
 * others is adopted as soon as they are declared again; and destroy leaves nothing.
 */
export async function end(world: World): Promise<void> {
  world.stage.calm();
  // Once more where the time-outs of the state are short and the machine is busy.
  for (let times = 0; world.ledger.needsRefresh && times < 3; times += 1) await world.go({ do: "refresh", ...FINE });
  await world.go({ do: "up", ...FINE });
  expectAsDeclared(world);
  await expectNothingLeftToDo(world);

  for (const resource of world.ledger.suspects) world.program.set(resource, PLAIN);
  await world.go({ do: "up", ...FINE });
  expect(world.ledger.orphans()).toEqual([]);
  expectAsDeclared(world);

  await world.go({ do: "destroy", ...FINE });
  expect(world.stage.simulator.instances()).toEqual([]);
}

/** Each declared resource has its instance, which is as declared. */
function expectAsDeclared(world: World): void {
  expect([...world.state.keys()].sort()).toEqual([...world.program.keys()].sort());
  for (const [resource, held] of world.state) {
    expect({ [resource]: held.incomplete }).toEqual({ [resource]: false });
    expect({ [resource]: differences(world, resource, held.id) }).toEqual({ [resource]: [] });
  }
}

/** What of an instance is not as declared. Names only: values may be secret. */
function differences(world: World, resource: Resource, id: string): string[] {
  const instance = world.ledger.live(id);
  const declared = world.program.get(resource);
  if (instance === undefined || declared === undefined) return ["not there"];
  const wanted = world.words.wanted(resource, declared);
  const defaults = untouchedConfiguration(world);
  const { loose, allLoose, maskedChange } = world.ledger.about(id);
  const masked = (key: string) => maskedChange && key.endsWith("password");
  const keys = Object.keys(instance.configuration).filter((key) => {
    const value = key in wanted.configuration ? wanted.configuration[key] : defaults[key];
    const blameless = masked(key) || ((allLoose || loose.has(key)) && !(key in wanted.configuration));
    return !blameless && instance.configuration[key] !== (value ?? null);
  });
  return [
    ...(instance.name === wanted.name ? [] : ["name"]),
    ...([...instance.tags].sort().join("|") === wanted.tags.join("|") ? [] : ["tags"]),
    ...(instance.disabled === wanted.disabled ? [] : ["enabled"]),
    ...keys,
  ];
}

/** What the platform fills in where nobody gives anything. */
function untouchedConfiguration({ stage: { simulator } }: World): StoredInstance["configuration"] {
  const untouched = simulator.others.create({ name: "untouched" });
  simulator.others.remove(untouched.id);
  return untouched.configuration;
}

/** After an up that went well, neither another up nor a refresh finds anything to do. */
async function expectNothingLeftToDo(world: World): Promise<void> {
  const { host } = world.stage;
  for (const resource of RESOURCES) {
    const held = world.state.get(resource);
    const declared = world.program.get(resource);
    if (held === undefined || declared === undefined) continue;
    const inputs = world.inputs(resource, declared);
    expect((await host.diff(held.id, held.outs, inputs)).changes).toBe("none");
    const read = await host.read(held.id, held.outs);
    expect((await host.diff(held.id, read.properties, inputs)).changes).toBe("none");
  }
}
