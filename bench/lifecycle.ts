import { stopAll } from "../test/support/cleanUp";
import { type Cost, measure } from "./measuring/measure";
import { type BenchPlatform, type Counts, startPlatform } from "./platform/platform";
import { type OpenSubject, prefixIn, STEPS, type Step, type Subject, type SubjectKey } from "./subjects/subject";

/** One step of one subject, measured once. */
export interface Sample extends Cost {
  readonly subject: SubjectKey;
  readonly step: Step;
  /** How many resources. */
  readonly count: number;
  /** Milliseconds before each of the platform's responses. */
  readonly latency: number;
  readonly requests: Counts;
  /** Size of the state after the step. */
  readonly stateBytes: number;
}

/** A subject in the middle of its life. */
interface Contestant {
  readonly subject: Subject;
  readonly platform: BenchPlatform;
  readonly project: OpenSubject;
}

/**
 * Takes all subjects through the life of so many resources, step by step, so that whatever else the machine does meets all of them.
 * @param turn who begins: another one in each repetition
 */
export async function live(
  subjects: readonly Subject[],
  { count, latency, turn, progress }: { count: number; latency: number; turn: number; progress(line: string): void },
): Promise<Sample[]> {
  const first = turn % subjects.length;
  const inOrder = [...subjects.slice(first), ...subjects.slice(0, first)];
  const contestants: Contestant[] = [];
  const samples: Sample[] = [];
  try {
    for (const subject of inOrder) {
      const platform = await startPlatform(latency);
      contestants.push({ subject, platform, project: await subject.open(count, platform.environment) });
    }
    for (const step of STEPS) {
      for (const contestant of contestants) {
        const sample = { ...(await take(contestant, step, count)), count, latency };
        progress(`${count} at ${latency} ms, ${step}: ${sample.subject} ${sample.seconds.toFixed(1)} s`);
        samples.push(sample);
      }
    }
  } finally {
    await stopAll();
    for (const { platform } of contestants) await platform.stop();
  }
  return samples;
}

async function take({ subject, platform, project }: Contestant, step: Step, count: number) {
  await platform.counts();
  const cost = await measure(() => project.start(step), subject.provider);
  const { counts, instances } = await platform.counts();
  if (subject.callsPlatform) checkInstances(instances, step, count);
  return { subject: subject.key, step, ...cost, requests: counts, stateBytes: project.stateBytes() };
}

/** Figures of a step that did not do its work would be worse than none. */
function checkInstances(names: readonly string[], step: Step, count: number): void {
  const expected = step === "destroy" ? 0 : count;
  const wrong = names.filter((name) => !name.startsWith(`${prefixIn(step)}-`));
  if (names.length !== expected || wrong.length > 0) {
    throw new Error(
      `after ${step} there are ${names.length} instances instead of ${expected}, ${wrong.length} misnamed`,
    );
  }
}
