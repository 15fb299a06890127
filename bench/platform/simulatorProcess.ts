import { type RecordedRequest, startSimulator } from "act365-simulator";
import type { Answer, Question } from "./platform";

/** What kind of request it is, for counting. */
function kindOf({ method, path }: RecordedRequest): string {
  if (method !== "GET") return method;
  return /^\/instances\/\d+$/.test(path) ? "GET one" : path.includes("/instances") ? "GET list" : "GET other";
}

/** Serves the platform in a process of its own, so that its work is not charged to anybody who is measured. */
async function serve(latency: number): Promise<void> {
  const simulator = await startSimulator();
  // The option of this name slows down creation alone.
  if (latency > 0) simulator.faults.add({ call: "every", fault: { kind: "slowHeaders", ms: latency } });
  const [organization] = simulator.organizations;
  const answer = (answer: Answer) => process.send?.(answer);
  process.on("message", (question: Question) => {
    const requests = simulator.requests.splice(0);
    if (question === "requests") {
      return answer({ requests: requests.map(({ method, path, body }) => ({ method, path, body })) });
    }
    const counts: Record<string, number> = {};
    for (const request of requests) counts[kindOf(request)] = (counts[kindOf(request)] ?? 0) + 1;
    return answer({ counts, instances: simulator.instances().map(({ name }) => name) });
  });
  process.on("disconnect", () => void simulator.stop());
  answer({
    environment: {
      ACT365_BASE_URL: simulator.url,
      ACT365_USER_SECRET: organization?.userSecret ?? "",
      ACT365_ORGANIZATION_SECRET: organization?.organizationSecret ?? "",
    },
  });
}

void serve(Number(process.argv[2]));
