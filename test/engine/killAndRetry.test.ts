import { setTimeout } from "node:timers/promises";
import { FRONT_ENDS, type FrontEnd } from "./frontEnds";
import { moment, posts, recover, UP } from "./killing";
import { instancesInState } from "./setUp";

/** A POST takes as long as on a platform that authenticates with its vendor meanwhile. */
const POST_SECONDS = 10;
/** `KILL_RUNS=10` kills ten times at each of these moments, in seconds into the POST; else one kill has to do. */
const RUNS = Number(process.env["KILL_RUNS"] ?? 0);
const MOMENTS = RUNS > 0 ? [0.1, 0.3, 1, 5] : [0.3];
const KILLS = MOMENTS.flatMap((seconds) =>
  Array.from({ length: Math.max(1, RUNS) }, (_, run) => ({ seconds, run: run + 1 })),
);

const DELETED_OWN = /instance \d+ carries the owner tag of this declaration too, and is older: deleted instance \d+/;
const ADOPTED = /adopted instance \d+ \(.*\) instead of creating a second one/;

/** Each of two POSTs does its work so long after it arrived, whether or not its client is still there. */
async function slowPlatform({ setUp, crm }: FrontEnd) {
  const setup = await setUp(crm());
  const works = [moment(), moment()];
  works.forEach(({ come }, index) => {
    setup.platform.faults.add({ method: "POST", call: index + 1, fault: { kind: "hold", until: come } });
  });
  setup.platform.onRequest(({ method }) => {
    const work = method === "POST" ? works.shift() : undefined;
    if (work !== undefined) void setTimeout(POST_SECONDS * 1000, undefined, { ref: false }).then(work.now);
  });
  return setup;
}

describe.each(FRONT_ENDS)("%s", (_, frontEnd) => {
  test.each(KILLS)(
    "killed $seconds s into a slow POST, with cancel and up at once: there is one instance in the end ($run)",
    async ({ seconds }) => {
      const setup = await slowPlatform(frontEnd);
      const { platform, project } = setup;
      const [arrived, done] = [posts(setup, "onRequest"), posts(setup, "onCommit")];
      const up = project.start(UP);
      await arrived;
      await setTimeout(seconds * 1000);
      await up.killAll();
      await up.ended;
      expect(platform.instances()).toEqual([]);

      const output = await recover(project);
      await done;
      const [live, ...others] = platform.instances().map(({ id }) => String(id));
      expect(others).toEqual([]);
      expect((await instancesInState(project)).map(({ id }) => id)).toEqual([live]);
      // Killed late, the first POST may end before the second run's first search, which then finds its instance.
      expect(output).toMatch(seconds < 5 ? DELETED_OWN : new RegExp(`${DELETED_OWN.source}|${ADOPTED.source}`));

      await project.destroy();
      expect(platform.instances()).toEqual([]);
    },
  );
});
