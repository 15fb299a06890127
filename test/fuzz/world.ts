import type { Properties } from "../support/plugin";
import { type Declared, RESOURCES, type Resource, type Vocabulary } from "./declarations";
import { showsLate } from "./faults";
import { Ledger } from "./ledger";
import { meddle } from "./meddling";
import { attempt, partialOf } from "./outcomes";
import { expectReturned } from "./returned";
import type { Stage } from "./stage";
import type { Step, Trouble } from "./steps";

/** A resource as the engine's state holds it. */
export interface Held {
  readonly id: string;
  readonly outs: Properties;
  /** The last create or update failed in part: the next up calls update even if nothing differs. */
  readonly incomplete: boolean;
}

/** Plays the engine's part, as far as the provider can tell (pulumi-engine.md), and keeps its books. */
export class World {
  readonly program = new Map<Resource, Declared>();
  readonly state = new Map<Resource, Held>();
  readonly ledger: Ledger;

  constructor(
    readonly stage: Stage,
    readonly words: Vocabulary,
  ) {
    this.ledger = new Ledger(stage.simulator, this.state);
  }

  /** Goes one step, and looks whether the books are right. */
  async go(step: Step): Promise<void> {
    switch (step.do) {
      case "declare":
        this.program.set(step.resource, step.declared);
        break;
      case "undeclare":
        this.program.delete(step.resource);
        break;
      case "restart":
        await this.stage.restart();
        break;
      case "others":
        meddle(step.what, this.state.get(step.resource)?.id, this.ledger, this.stage.simulator);
        break;
      default:
        await this.run(step, step);
    }
    this.ledger.balance();
  }

  /** What the program asks the provider for. */
  inputs(resource: Resource, declared: Declared): Properties {
    return this.words.inputs(resource, declared, this.stage.customTimeouts);
  }

  private async run(step: Extract<Step, Trouble>, trouble: Trouble): Promise<void> {
    this.ledger.begin();
    if (this.deletes(step)) await this.stage.restart();
    this.stage.begin(trouble);
    for (const resource of RESOURCES) {
      if (step.do === "replace" && step.resource !== resource) continue;
      const createFirst = step.do === "replace" && step.createFirst === true;
      const alive = createFirst
        ? await this.replaceCreatingFirst(resource)
        : await this.runOne(step.do, resource, showsLate(trouble.faults));
      if (alive) continue;
      await this.stage.restart();
      break;
    }
    // Where a create is not sure, the user looks first, or another command creates a second instance.
    await this.stage.end(trouble.nextAtOnce && this.ledger.suspects.size === 0);
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
    const { inputs } = await this.stage.host.check(old.outs, this.inputs(resource, declared));
    await this.create(resource, inputs, false);
    const created = this.state.get(resource);
    if (created === undefined || created === old) return true;
    this.ledger.about(created.id).allLoose = true;
    await this.stage.host.delete(old.id, old.outs);
    if (created.id === old.id) expect(this.ledger.live(created.id)).toBeDefined();
    else this.ledger.saidGone(old.id);
    return true;
  }

  private async bring(resource: Resource, given: Properties, late: boolean): Promise<boolean> {
    const { host } = this.stage;
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
    const outcome = await attempt(this.stage.killed, this.stage.host.create(inputs));
    if (outcome === "killed") {
      this.ledger.mayHaveMade(resource);
      return false;
    }
    if ("ok" in outcome) {
      expectReturned(outcome.ok.properties, outcome.ok.id);
      this.hold(resource, { id: outcome.ok.id, outs: outcome.ok.properties, incomplete: false });
      return true;
    }
    const partial = partialOf(outcome.failed);
    if (partial === undefined) {
      this.ledger.createFailed(resource, outcome.failed, late);
    } else {
      expectReturned(partial.properties, partial.id);
      this.hold(resource, { id: partial.id, outs: partial.properties, incomplete: true });
    }
    return true;
  }

  private async update(resource: Resource, held: Held, inputs: Properties): Promise<boolean> {
    const outcome = await attempt(this.stage.killed, this.stage.host.update(held.id, held.outs, inputs));
    if (outcome === "killed") {
      this.ledger.doubt(held.id);
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
    const outcome = await attempt(this.stage.killed, this.stage.host.read(held.id, held.outs));
    if (outcome === "killed") return false;
    if ("failed" in outcome) return true;
    if (outcome.ok.id === "") {
      this.ledger.saidGone(held.id);
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
    const outcome = await attempt(this.stage.killed, this.stage.host.delete(held.id, held.outs));
    if (outcome !== "killed" && "ok" in outcome) {
      this.ledger.saidGone(held.id);
      this.state.delete(resource);
      return true;
    }
    this.ledger.mayBeGone(held.id);
    return outcome !== "killed";
  }

  /** Takes an instance that create returned into the state. */
  private hold(resource: Resource, held: Held): void {
    this.state.set(resource, held);
    this.ledger.made(resource, held.id, held.incomplete);
    this.expectTrue(held.id, held.outs);
  }

  /** What others changed, only a refresh can see. Whatever a page said, nothing else counts as enabled, or disabled. */
  private expectTrue(id: string, { enabled }: Properties): void {
    const instance = this.ledger.live(id);
    if (instance === undefined || enabled === undefined || this.ledger.needsRefresh) return;
    expect({ enabled }).toEqual({ enabled: !instance.disabled });
  }
}
