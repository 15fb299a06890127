import type { Random } from "../random";
import type { Fault, FaultRule, Faults } from "./types";

interface Armed {
  readonly rule: FaultRule;
  readonly expression: RegExp;
  seen: number;
}

/** The paths that a rule matches; in a string, `*` stands for one segment. */
function expressionOf(path: string | RegExp = /(?:)/): RegExp {
  // A global or sticky expression would remember its last position.
  if (path instanceof RegExp) return new RegExp(path.source, path.flags.replace(/[gy]/g, ""));
  const literal = path.replace(/[^\w/*-]/g, "\\$&");
  return new RegExp(`^${literal.replaceAll("*", "[^/]+")}$`);
}

/** Keeps the rules, counts calls, and selects the faults for a request. */
export class FaultRules implements Faults {
  private armed: Armed[] = [];
  private playedSoFar = 0;

  constructor(private readonly random: Random) {}

  add(rule: FaultRule): void {
    this.armed.push({ rule, expression: expressionOf(rule.path), seen: 0 });
  }

  clear(): void {
    this.armed = [];
  }

  get played(): number {
    return this.playedSoFar;
  }

  /** The faults for a request, in the order of their rules. Each call of this counts as a call of the client. */
  match(method: string, path: string): Fault[] {
    const faults = this.armed
      .filter((armed) => (armed.rule.method ?? method).toUpperCase() === method && armed.expression.test(path))
      .filter((armed) => this.counts(armed))
      .map((armed) => armed.rule.fault);
    this.playedSoFar += faults.length;
    return faults;
  }

  private counts(armed: Armed): boolean {
    armed.seen += 1;
    const { probability } = armed.rule;
    const call = armed.rule.call ?? (probability === undefined ? 1 : "every");
    const due = call === "every" || [call].flat().includes(armed.seen);
    return due && (probability === undefined || this.random() < probability);
  }
}
