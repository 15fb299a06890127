import type { StoredInstance } from "act365-simulator";
import { PLAIN, RESOURCES, type Resource } from "./declarations";
import type { FakeEngine } from "./fakeEngine";
import { FINE } from "./steps";

/**
 * The end of every run, without any trouble: one up brings exactly what is declared, once each; what may be left of
 * others is adopted as soon as they are declared again; and destroy leaves nothing.
 */
export async function end(engine: FakeEngine): Promise<void> {
  engine.provider.calm();
  // Once more where the timeouts of the state are short and the machine is busy.
  for (let times = 0; engine.expected.needsRefresh && times < 3; times += 1)
    await engine.go({ do: "refresh", ...FINE });
  await engine.go({ do: "up", ...FINE });
  expectAsDeclared(engine);
  await expectNothingLeftToDo(engine);

  for (const resource of engine.expected.suspects) engine.program.set(resource, PLAIN);
  await engine.go({ do: "up", ...FINE });
  expect(engine.expected.orphans()).toEqual([]);
  expectAsDeclared(engine);

  await engine.go({ do: "destroy", ...FINE });
  expect(engine.provider.simulator.instances()).toEqual([]);
}

/** Each declared resource has its instance, which is as declared. */
function expectAsDeclared(engine: FakeEngine): void {
  expect([...engine.state.keys()].sort()).toEqual([...engine.program.keys()].sort());
  for (const [resource, held] of engine.state) {
    expect({ [resource]: held.incomplete }).toEqual({ [resource]: false });
    expect({ [resource]: differences(engine, resource, held.id) }).toEqual({ [resource]: [] });
  }
}

/** What of an instance is not as declared. Names only: values may be secret. */
function differences(engine: FakeEngine, resource: Resource, id: string): string[] {
  const instance = engine.expected.live(id);
  const declared = engine.program.get(resource);
  if (instance === undefined || declared === undefined) return ["not there"];
  const wanted = engine.words.wanted(resource, declared);
  const defaults = untouchedConfiguration(engine);
  const { loose, allLoose, maskedChange } = engine.expected.about(id);
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
function untouchedConfiguration({ provider: { simulator } }: FakeEngine): StoredInstance["configuration"] {
  const untouched = simulator.others.create({ name: "untouched" });
  simulator.others.remove(untouched.id);
  return untouched.configuration;
}

/** After an up that went well, neither another up nor a refresh finds anything to do. */
async function expectNothingLeftToDo(engine: FakeEngine): Promise<void> {
  const { host } = engine.provider;
  for (const resource of RESOURCES) {
    const held = engine.state.get(resource);
    const declared = engine.program.get(resource);
    if (held === undefined || declared === undefined) continue;
    const inputs = engine.inputs(resource, declared);
    expect((await host.diff(held.id, held.outs, inputs)).changes).toBe("none");
    const read = await host.read(held.id, held.outs);
    expect((await host.diff(held.id, read.properties, inputs)).changes).toBe("none");
  }
}
