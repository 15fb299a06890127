import type { Properties } from "../support/plugin";
import { type Declared, RESOURCES, type Resource, type Vocabulary } from "./declarations";
import { ExpectedInstances } from "./expectedInstances";
import { showsLate } from "./faults";
import { meddle } from "./meddling";
import { attempt, partialOf } from "./outcomes";
import type { ProviderUnderTest } from "./providerUnderTest";
import { expectReturned } from "./returned";
import type { Step, Trouble } from "./steps";

/** A resource as the engine's state holds it. */
export interface Held {
  readonly id: string;
  readonly outs: Properties;
  /** The last create or update failed in part: the next up calls update even if nothing differs. */
  readonly incomplete: boolean;
}

/** Plays the engine's part, as far as the provider can tell, and records which instances to expect. */
export class FakeEngine {
  readonly program = new Map<Resource, Declared>();
  readonly state = new Map<Resource, Held>();
  readonly expected: ExpectedInstances;

  constructor(
    readonly provider: ProviderUnderTest,
    readonly words: Vocabulary,
  ) {
    this.expected = new ExpectedInstances(provider.simulator, this.state);
  }

  /** Goes one step, and checks that the instances are those expected. */
  async go(step: Step): Promise<void> {
    switch (step.do) {
      case "declare":
        this.program.set(step.resource, step.declared);
        break;
      case "undeclare":
        this.program.delete(step.resource);
        break;
      case "restart":
        await this.provider.restart();
        break;
      case "others":
        meddle(step.what, this.state.get(step.resource)?.id, this.expected, this.provider.simulator);
        break;
      default:
        await this.run(step, step);
    }
    this.expected.verify();
  }

  /** What the program asks the provider for. */
  inputs(resource: Resource, declared: Declared): Properties {
    return this.words.inputs(resource, declared, this.provider.customTimeouts);
  }

  private async run(step: Extract<Step, Trouble>, trouble: Trouble): Promise<void> {
    this.expected.begin();
    if (this.deletes(step)) await this.provider.restart();
    this.provider.begin(trouble);
    for (const resource of RESOURCES) {
      if (step.do === "replace" && step.resource !== resource) continue;
      const createFirst = step.do === "replace" && step.createFirst === true;
      const alive = createFirst
        ? await this.replaceCreatingFirst(resource)
        : await this.runOne(step.do, resource, showsLate(trouble.faults));
      if (alive) continue;
      await this.provider.restart();
      break;
    }
    // Where a create is not sure, the user looks first, or another command creates a second instance.
    await this.provider.end(trouble.nextAtOnce && this.expected.suspects.size === 0);
  }

  /** Each pulumi command has a process of its own. It matters where one deletes: not what it created or changed itself. */
  private deletes(step: Extract<Step, Trouble>): boolean {
    return (
      step.do === "destroy" ||
      step.do === "replace" ||
      (step.do === "up" && RESOURCES.some((name) => this.state.has(name) && !this.program.has(name)))
    );
  }

  /** One resource's part of a command; false if the process was killed. */
  private async runOne(command: "up" | "refresh" | "destroy" | "replace", resource: Resource, late: boolean) {
    const held = this.state.get(resource);
    const declared = this.program.get(resource);
    if (command === "refresh") return held === undefined || this.refresh(resource, held);
    if (held !== undefined && (command === "destroy" || declared === undefined)) return this.delete(resource, held);
    if (declared === undefined || command === "destroy") return true;
    if (held !== undefined && command === "replace") {
      if (!(await this.delete(resource, held))) return false;
      if (this.state.has(resource)) return true;
    }
    return this.bring(resource, this.inputs(resource, declared), late);
  }

  /** What is adopted by its own replacement must outlive the deletion of what it replaced. Nothing else goes wrong here. */
  private async replaceCreatingFirst(resource: Resource): Promise<boolean> {
    const [old, declared] = [this.state.get(resource), this.program.get(resource)];
    if (old === undefined || declared === undefined) return true;
    const { inputs } = await this.provider.host.check(old.outs, this.inputs(resource, declared));
    await this.create(resource, inputs, false);
    const created = this.state.get(resource);
    if (created === undefined || created === old) return true;
    this.expected.about(created.id).allLoose = true;
    await this.provider.host.delete(old.id, old.outs);
    if (created.id === old.id) expect(this.expected.live(created.id)).toBeDefined();
    else this.expected.saidGone(old.id);
    return true;
  }

  private async bring(resource: Resource, given: Properties, late: boolean): Promise<boolean> {
    const { host } = this.provider;
    const held = this.state.get(resource);
    const { inputs, failures } = await host.check(held?.outs ?? {}, given);
    expect(failures).toEqual([]);
    expectReturned(inputs, undefined);
    if (held === undefined) return this.create(resource, inputs, late);
    const { changes, replaces } = await host.diff(held.id, held.outs, inputs);
    expect(replaces).toEqual([]);
    return changes === "none" && !held.incomplete ? true : this.update(resource, held, inputs);
  }

  private async create(resource: Resource, inputs: Properties, late: boolean): Promise<boolean> {
    const outcome = await attempt(this.provider.killed, this.provider.host.create(inputs));
    if (outcome === "killed") {
      this.expected.mayHaveMade(resource);
      return false;
    }
    if ("ok" in outcome) {
      expectReturned(outcome.ok.properties, outcome.ok.id);
      this.hold(resource, { id: outcome.ok.id, outs: outcome.ok.properties, incomplete: false });
      return true;
    }
    const partial = partialOf(outcome.failed);
    if (partial === undefined) {
      this.expected.createFailed(resource, outcome.failed, late);
    } else {
      expectReturned(partial.properties, partial.id);
      this.hold(resource, { id: partial.id, outs: partial.properties, incomplete: true });
    }
    return true;
  }

  private async update(resource: Resource, held: Held, inputs: Properties): Promise<boolean> {
    const outcome = await attempt(this.provider.killed, this.provider.host.update(held.id, held.outs, inputs));
    if (outcome === "killed") {
      this.expected.doubt(held.id);
      return false;
    }
    if ("ok" in outcome) {
      expectReturned(outcome.ok, held.id);
      this.expectTrue(held.id, outcome.ok);
      this.state.set(resource, { id: held.id, outs: outcome.ok, incomplete: false });
      return true;
    }
    const partial = partialOf(outcome.failed);
    if (partial === undefined) return true;
    expect(partial.id).toBe(held.id);
    expectReturned(partial.properties, partial.id);
    this.expectTrue(partial.id, partial.properties);
    this.state.set(resource, { id: held.id, outs: partial.properties, incomplete: true });
    return true;
  }

  private async refresh(resource: Resource, held: Held): Promise<boolean> {
    const outcome = await attempt(this.provider.killed, this.provider.host.read(held.id, held.outs));
    if (outcome === "killed") return false;
    if ("failed" in outcome) return true;
    if (outcome.ok.id === "") {
      this.expected.saidGone(held.id);
      this.state.delete(resource);
      return true;
    }
    expect(outcome.ok.id).toBe(held.id);
    expectReturned(outcome.ok.properties, held.id);
    expectReturned(outcome.ok.inputs ?? {}, undefined);
    this.expectTrue(held.id, outcome.ok.properties);
    this.state.set(resource, { ...held, outs: outcome.ok.properties });
    return true;
  }

  private async delete(resource: Resource, held: Held): Promise<boolean> {
    const outcome = await attempt(this.provider.killed, this.provider.host.delete(held.id, held.outs));
    if (outcome !== "killed" && "ok" in outcome) {
      this.expected.saidGone(held.id);
      this.state.delete(resource);
      return true;
    }
    this.expected.mayBeGone(held.id);
    return outcome !== "killed";
  }

  /** Takes an instance that create returned into the state. */
  private hold(resource: Resource, held: Held): void {
    this.state.set(resource, held);
    this.expected.made(resource, held.id, held.incomplete);
    this.expectTrue(held.id, held.outs);
  }

  /** What others changed, only a refresh can see. Whatever a page said, nothing else counts as enabled, or disabled. */
  private expectTrue(id: string, { enabled }: Properties): void {
    const instance = this.expected.live(id);
    if (instance === undefined || enabled === undefined || this.expected.needsRefresh) return;
    expect({ enabled }).toEqual({ enabled: !instance.disabled });
  }
}
