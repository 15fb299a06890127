import type { Simulator, StoredInstance } from "act365-simulator";
import { ownerTagOf, RESOURCES, type Resource } from "./declarations";
import { UNKNOWN } from "./outcomes";

/** What an error quotes where the platform itself reported a failure. */
const PLATFORM_FAILED = /returned (401|5\d\d)/;

/** What is known of an instance besides the state. */
interface Notes {
  /** It may be gone although the state holds it: others removed it, or a delete failed. */
  mayBeGone: boolean;
  /** Configuration keys whose values nobody can be blamed for, unless they are declared. */
  readonly loose: Set<string>;
  /** The same for all keys: an interrupted command may have set keys that no state tells of. */
  allLoose: boolean;
  /** Others changed what responses mask, so that no refresh can see it. */
  maskedChange: boolean;
}

/** Which instances there may be, and whether the state or an error tells of each. */
export class ExpectedInstances {
  /** Resources that may have an instance that no state knows: their create was killed, or ended without being sure. */
  readonly suspects = new Set<Resource>();
  /** Whether something happened that only a refresh can see. */
  needsRefresh = false;
  private readonly notes = new Map<string, Notes>();
  private readonly held = new Set<string>();
  private gone: ReadonlySet<string> = new Set();

  constructor(
    private readonly simulator: Simulator,
    private readonly state: ReadonlyMap<Resource, { readonly id: string }>,
  ) {}

  about(id: string): Notes {
    const known = this.notes.get(id) ?? {
      mayBeGone: false,
      loose: new Set<string>(),
      allLoose: false,
      maskedChange: false,
    };
    this.notes.set(id, known);
    return known;
  }

  /** A command begins. */
  begin(): void {
    this.gone = new Set([...this.held].filter((id) => this.live(id) === undefined));
  }

  /**
   * Create returned an instance. One that is adopted may hold keys that an earlier declaration gave. One that was
   * deleted before this command may be kept where reads lag, if the platform also refused to change it.
   */
  made(resource: Resource, id: string, incomplete: boolean): void {
    if (this.suspects.delete(resource)) this.about(id).allLoose = true;
    this.held.add(id);
    if (incomplete && this.gone.has(id)) this.mayBeGone(id);
    else expect(this.live(id)?.tags).toContain(ownerTagOf(resource));
  }

  /** Create was killed. */
  mayHaveMade(resource: Resource): void {
    this.suspects.add(resource);
  }

  /** Create failed and returned no instance: if there is one all the same, the user has to know that it is not sure. */
  createFailed(resource: Resource, error: Error, late: boolean): void {
    const knewBefore = this.suspects.has(resource);
    const there = this.withTag(resource).length > 0;
    const told = UNKNOWN.test(error.message) || (late && PLATFORM_FAILED.test(error.message));
    if (there && !knewBefore && !told) throw new Error(`an instance of ${resource} is lost: ${error.message}`);
    if (there || UNKNOWN.test(error.message)) this.suspects.add(resource);
  }

  /** An update was killed: what of it is in effect shows only in part. */
  doubt(id: string): void {
    this.needsRefresh = true;
    this.about(id).allLoose = true;
    this.about(id).maskedChange = true;
  }

  mayBeGone(id: string): void {
    this.needsRefresh = true;
    this.about(id).mayBeGone = true;
  }

  /** The provider says that the instance is gone. */
  saidGone(id: string): void {
    if (this.live(id) !== undefined) throw new Error(`instance ${id} is said to be gone, but exists`);
  }

  live(id: string): StoredInstance | undefined {
    return this.simulator.instances().find((instance) => String(instance.id) === id);
  }

  withTag(resource: Resource): StoredInstance[] {
    return this.simulator.instances().filter(({ tags }) => tags.includes(ownerTagOf(resource)));
  }

  /** Instances that the state does not hold. */
  orphans(): StoredInstance[] {
    const held = new Set([...this.state.values()].map(({ id }) => id));
    return this.simulator.instances().filter(({ id }) => !held.has(String(id)));
  }

  /** Each instance is in the state, or its create told that it may be there; none twice. */
  verify(): void {
    for (const [resource, { id }] of this.state) {
      if (this.live(id) === undefined && !this.about(id).mayBeGone) throw new Error(`${resource}: ${id} is not there`);
    }
    for (const resource of RESOURCES) {
      const ids = this.withTag(resource).map(({ id }) => id);
      if (ids.length > 1) throw new Error(`${resource} has several instances: ${ids}`);
    }
    for (const { id, tags } of this.orphans()) {
      const resource = RESOURCES.find((candidate) => tags.includes(ownerTagOf(candidate)));
      if (resource === undefined || !this.suspects.has(resource)) throw new Error(`nobody knows of instance ${id}`);
    }
  }
}
