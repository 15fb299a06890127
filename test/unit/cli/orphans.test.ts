import { command, commandStage, madeByHand, stateWith, writeFakePulumi } from "../../support/command";
import { startPlatform } from "../../support/platform";

const tag = (resource: string, stack = "dev") => `pulumi:shop/${stack}/${resource}:0123456789`;

/** A stack whose state holds `crm`; a killed run left `lost`, and a second `crm`. */
async function stageWithOrphans() {
  const simulator = await startPlatform();
  const held = madeByHand(simulator, "crm", { tags: [tag("crm")] });
  const twin = madeByHand(simulator, "crm", { tags: [tag("crm")] });
  const lost = madeByHand(simulator, "lost", { tags: ["sales", tag("lost")] });
  madeByHand(simulator, "of another stack", { tags: [tag("crm", "prod")] });
  madeByHand(simulator, "nobody's");
  const stage = commandStage(simulator);
  stage.pulumi["stack export"] = stateWith([{ name: "crm", id: held.id, outputs: { baseUrl: simulator.url } }]);
  const ids = () => simulator.instances().map(({ id }) => String(id));
  return { simulator, stage, held, twin, lost, ids };
}

test("orphans shows what the state does not hold, and owner tags that several carry: status 1", async () => {
  const { stage, held, twin, lost, ids } = await stageWithOrphans();
  stage.now = new Date(Date.parse(lost.createdDate) + 3 * 86_400_000);
  const { status, output, messages } = await command(stage, "orphans");
  expect(output.split("\n").map((line) => line.split(/ {2,}/))).toEqual([
    ["ID", "NAME", "AGE", "DECLARATION", "IN STATE", "SAME OWNER TAG AS"],
    [held.id, "crm", "3 days", "shop/dev/crm", "yes", twin.id],
    [twin.id, "crm", "3 days", "shop/dev/crm", "no", held.id],
    [lost.id, "lost", "3 days", "shop/dev/lost", "no"],
    [""],
  ]);
  expect(messages).toContain("pulumi up adopts those that the program still declares");
  expect(status).toBe(1);
  expect(ids()).toHaveLength(5);
});

test("orphans --json prints an array", async () => {
  const { stage, twin, held } = await stageWithOrphans();
  const { status, output } = await command(stage, "orphans", "--json");
  expect(status).toBe(1);
  expect(JSON.parse(output)[1]).toEqual({
    id: twin.id,
    name: "crm",
    createdDate: twin.createdDate,
    ownerTag: tag("crm"),
    owner: { project: "shop", stack: "dev", resource: "crm" },
    inState: false,
    sharedWith: [held.id],
  });
});

test("a stack without orphans: status 0", async () => {
  const { stage, held, twin, lost, simulator } = await stageWithOrphans();
  simulator.others.remove(Number(twin.id));
  simulator.others.remove(Number(lost.id));
  expect(held.id).not.toBe("");
  expect(await command(stage, "orphans")).toEqual({ status: 0, output: "", messages: "No orphans of shop/dev.\n" });
  expect((await command(stage, "orphans", "--json")).output).toBe("[]\n");
});

test("--delete --yes deletes exactly what the state does not hold: status 0", async () => {
  const { simulator, stage, twin, lost, ids } = await stageWithOrphans();
  const rest = ids().filter((id) => id !== twin.id && id !== lost.id);
  const { status, messages } = await command(stage, "orphans", "--delete", "--yes");
  expect(messages).toBe(`${twin.id}: deleted\n${lost.id}: deleted\n`);
  expect(status).toBe(0);
  expect(ids()).toEqual(rest);
  expect(simulator.requests.filter(({ method }) => method === "DELETE")).toHaveLength(2);
});

test.each([
  ["yes", 0, 3],
  ["y", 1, 5],
  ["", 1, 5],
])("--delete asks at a terminal, and %j ends with status %d and %d instances", async (answer, status, left) => {
  const { stage, ids } = await stageWithOrphans();
  expect((await command({ ...stage, answer }, "orphans", "--delete")).status).toBe(status);
  expect(ids()).toHaveLength(left);
});

test("--delete without a terminal and without --yes is wrong usage, and so is --yes alone", async () => {
  const { stage, ids } = await stageWithOrphans();
  expect((await command(stage, "orphans", "--delete")).status).toBe(2);
  expect((await command(stage, "orphans", "--yes")).status).toBe(2);
  expect((await command({ ...stage, answer: "yes" }, "orphans", "--delete", "--json")).status).toBe(2);
  expect(ids()).toHaveLength(5);
});

test("nothing is deleted where an update may be under way", async () => {
  const { stage, ids } = await stageWithOrphans();
  stage.pulumi["stack export"] = stateWith([], { pending_operations: [{ type: "creating" }] });
  const { status, messages } = await command(stage, "orphans", "--delete", "--yes");
  expect(status).toBe(1);
  expect(messages).toContain("Nothing was deleted: the state has pending operations");
  expect(ids()).toHaveLength(5);
});

test.each([
  ["a failed export", { status: 255, says: "error: the lock is held" }],
  ["no JSON", "nothing"],
  ["no deployment", "{}"],
  ["an unknown form", JSON.stringify({ deployment: { resources: {} } })],
])("a state that cannot be read (%s) makes no orphans", async (_, printed) => {
  const { stage, ids } = await stageWithOrphans();
  stage.pulumi["stack export"] = printed;
  expect(await command(stage, "orphans", "--delete", "--yes")).toMatchObject({ status: 1, output: "" });
  expect(ids()).toHaveLength(5);
});

test("an id that the state holds on another platform is no instance of this one", async () => {
  const { stage, held } = await stageWithOrphans();
  stage.pulumi["stack export"] = stateWith([
    { name: "crm", id: held.id, outputs: { baseUrl: "https://api.cloud-elements.co.uk/elements/api-v2" } },
  ]);
  const found = JSON.parse((await command(stage, "orphans", "--json")).output);
  expect(found[0]).toMatchObject({ id: held.id, inState: false });
});

test("one that was taken over meanwhile is kept, one that is gone is no failure, and one that fails does not stop the others", async () => {
  const { simulator, stage, twin, lost } = await stageWithOrphans();
  const third = madeByHand(simulator, "third", { tags: [tag("third")] });
  let listed = false;
  simulator.onRequest(({ path }) => {
    if (path.startsWith("/elements/")) listed = true;
    else if (listed && path === `/instances/${twin.id}`) {
      simulator.others.change(Number(twin.id), { tags: [tag("crm", "prod")] });
      simulator.others.remove(Number(third.id));
    }
  });
  simulator.faults.add({ method: "DELETE", fault: { kind: "status", status: 409 } });
  const { status, messages } = await command(stage, "orphans", "--delete", "--yes");
  expect(messages).toContain(`${twin.id}: kept, since its owner tag has changed`);
  expect(messages).toContain(`error: ${lost.id} was not deleted: DELETE /instances/${lost.id} returned 409`);
  expect(messages).toContain(`${third.id}: is already deleted`);
  expect(status).toBe(1);
});

test("orphans needs a stack", async () => {
  const { stage } = await stageWithOrphans();
  expect((await command(stage, "orphans", "--cwd", "/")).status).toBe(1);
});

test("a stack of another project is an error: its state would make orphans of this one's instances", async () => {
  const { stage, ids } = await stageWithOrphans();
  const named = await command(stage, "orphans", "--delete", "--yes", "--stack", "organization/other/dev");
  expect(named).toMatchObject({ status: 1, output: "" });
  expect(named.messages).toContain("belongs to the project other, but this is the project shop");
  expect((await command(stage, "orphans", "--stack", "organization/shop/dev")).output).toContain("shop/dev/lost");
  stage.pulumi["stack export"] = String(stage.pulumi["stack export"]).replaceAll("dev::shop", "dev::store");
  const exported = await command(stage, "orphans", "--delete", "--yes");
  expect(exported).toMatchObject({ status: 1, output: "" });
  expect(exported.messages).toContain("The state is that of stack dev of project store");
  expect(ids()).toHaveLength(5);
});

test("what an update takes over while the question waits is kept", async () => {
  const { simulator, stage, held, twin, lost, ids } = await stageWithOrphans();
  const during = { ...stage, answer: "yes" };
  const answered = jest.fn(() => {
    const all = [held, lost].map(({ id }, index) => ({ name: `n${index}`, id, outputs: { baseUrl: simulator.url } }));
    stage.pulumi["stack export"] = stateWith(all);
    writeFakePulumi(stage);
  });
  const { messages } = await command({ ...during, onQuestion: answered }, "orphans", "--delete");
  expect(messages).toContain(`${lost.id}: kept, since it is in the state now`);
  expect(messages).toContain(`${twin.id}: deleted`);
  expect(ids()).toContain(lost.id);
  expect(answered).toHaveBeenCalled();
});

test("an update that begins while the question waits stops all deletions", async () => {
  const { stage, ids } = await stageWithOrphans();
  const onQuestion = () => {
    stage.pulumi["stack export"] = stateWith([], { pending_operations: [{ type: "creating" }] });
    writeFakePulumi(stage);
  };
  const { status, messages } = await command({ ...stage, answer: "yes", onQuestion }, "orphans", "--delete");
  expect(status).toBe(1);
  expect(messages).toContain("was not deleted: the state has pending operations");
  expect(ids()).toHaveLength(5);
});

test("one that carries another stack's owner tag, too, is kept", async () => {
  const { simulator, stage, lost, ids } = await stageWithOrphans();
  simulator.others.change(Number(lost.id), { tags: [tag("lost"), tag("crm", "prod")] });
  const { messages } = await command(stage, "orphans", "--delete", "--yes");
  expect(messages).toContain(`${lost.id}: kept, since it also carries the owner tag of shop/prod/crm`);
  expect(ids()).toContain(lost.id);
});

test("where the state holds nothing at all, a warning tells that another backend may hold the instances", async () => {
  const { stage } = await stageWithOrphans();
  expect((await command(stage, "orphans")).messages).not.toContain("another backend");
  stage.pulumi["stack export"] = stateWith([]);
  expect((await command(stage, "orphans")).messages).toContain("warning: the state is empty. If another backend");
});
