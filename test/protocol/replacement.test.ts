import type { Provider } from "./provider";
import { CREATE, declared, type Managed, OWNER_TAG, requestsDuring, rightInputs, setUp, URN, up } from "./setUp";

/** What the plugin warned of, at the declaration. */
function warnings(provider: Provider): string[] {
  return provider.lines
    .filter(({ severity, urn }) => severity === "warning" && urn === URN)
    .map(({ message }) => message);
}

/** Checks and diffs a changed declaration, as the engine does before it replaces: by `replaceOnChanges`, say. */
async function announced(provider: Provider, { id, inputs, state }: Managed) {
  const news = { ...declared(), name: "renamed" };
  expect(await provider.diff(URN, id, state, await rightInputs(provider, inputs, news))).toMatchObject({
    changes: true,
  });
  return rightInputs(provider, undefined, news);
}

const KEPT = /^instance \d+ was not deleted: another resource manages it now/;
const TAKEN_OVER = /^adopted instance \d+ .* instead of creating a second one/;

test("a diff asks to delete before a replacement", async () => {
  const { provider } = await setUp();
  const { id, inputs, state } = await up(provider);
  expect(await provider.diff(URN, id, state, inputs)).toMatchObject({ deleteBeforeReplace: true });
});

test("a forced replacement that creates first takes the instance over, and the deletion leaves it alone", async () => {
  const { platform, next } = await setUp();
  const { id, inputs, state } = await up(await next());
  const provider = await next();
  const news = await rightInputs(provider, undefined, inputs);
  const created = await provider.create(URN, news);
  expect(created.id).toBe(id);
  expect(await requestsDuring(platform, () => provider.delete(URN, id, state))).toEqual([]);
  expect(platform.instances().map((instance) => String(instance.id))).toEqual([id]);
  expect(warnings(provider)).toEqual([expect.stringMatching(TAKEN_OVER), expect.stringMatching(KEPT)]);
});

test("a forced replacement that deletes first deletes the instance, and makes another", async () => {
  const { platform, next } = await setUp();
  const { id, inputs, state } = await up(await next());
  const provider = await next();
  const news = await rightInputs(provider, undefined, inputs);
  expect(await requestsDuring(platform, () => provider.delete(URN, id, state))).toEqual([`DELETE /instances/${id}`]);
  let created = "";
  expect(
    await requestsDuring(platform, async () => {
      created = (await provider.create(URN, news)).id;
    }),
  ).toEqual(CREATE);
  expect(created).not.toBe(id);
  expect(warnings(provider)).toEqual([]);
});

test("an announced replacement that deletes first deletes the instance, and makes another", async () => {
  const { platform, next } = await setUp();
  const managed = await up(await next());
  const provider = await next();
  const news = await announced(provider, managed);
  expect(await requestsDuring(platform, () => provider.delete(URN, managed.id, managed.state))).toEqual([
    `DELETE /instances/${managed.id}`,
  ]);
  expect((await provider.create(URN, news)).id).not.toBe(managed.id);
  expect(platform.instances()).toHaveLength(1);
});

test("an announced replacement that creates first takes the instance over, and the deletion leaves it alone", async () => {
  const { platform, next } = await setUp();
  const managed = await up(await next());
  const provider = await next();
  const news = await announced(provider, managed);
  expect((await provider.create(URN, news)).id).toBe(managed.id);
  expect(await requestsDuring(platform, () => provider.delete(URN, managed.id, managed.state))).toEqual([]);
  expect(platform.instances().map(({ name }) => name)).toEqual(["renamed"]);
  expect(warnings(provider)).toEqual([expect.stringMatching(TAKEN_OVER), expect.stringMatching(KEPT)]);
});

describe("after a replacement that was interrupted between its creation and its deletion", () => {
  // The state then has the instance twice: as the resource, and as its predecessor that is still to be deleted.
  test("an up without changes leaves the instance alone", async () => {
    const { platform, next } = await setUp();
    const { id, inputs, state } = await up(await next());
    const provider = await next();
    const news = await rightInputs(provider, inputs, inputs);
    expect(await provider.diff(URN, id, state, news)).toMatchObject({ changes: false });
    expect(await requestsDuring(platform, () => provider.delete(URN, id, state))).toEqual([]);
    expect(warnings(provider)).toEqual([expect.stringMatching(KEPT)]);
  });

  test("an up with a change updates the instance, and leaves it alone", async () => {
    const { platform, next } = await setUp();
    const { id, inputs, state } = await up(await next());
    const provider = await next();
    const news = await rightInputs(provider, inputs, { ...inputs, name: "renamed" });
    expect(await provider.diff(URN, id, state, news)).toMatchObject({ changes: true });
    await provider.update(URN, id, state, news);
    expect(await requestsDuring(platform, () => provider.delete(URN, id, state))).toEqual([]);
    expect(platform.instances().map(({ name }) => name)).toEqual(["renamed"]);
    expect(warnings(provider)).toEqual([expect.stringMatching(KEPT)]);
  });

  test("an update that fails leaves it alone too", async () => {
    const { platform, next } = await setUp();
    const { id, inputs, state } = await up(await next());
    const provider = await next();
    const news = await rightInputs(provider, inputs, { ...inputs, name: "renamed" });
    await provider.diff(URN, id, state, news);
    platform.faults.add({ method: "PATCH", fault: { kind: "status", status: 400 } });
    await provider.update(URN, id, state, news).catch(() => undefined);
    await provider.delete(URN, id, state);
    expect(platform.instances()).toHaveLength(1);
  });

  test("a destroy deletes it once", async () => {
    const { platform, next } = await setUp();
    const { id, state } = await up(await next());
    const provider = await next();
    await provider.delete(URN, id, state);
    await provider.delete(URN, id, state);
    expect(platform.instances()).toEqual([]);
  });
});

test("an instance that another declaration holds is not deleted, even where a change was announced", async () => {
  const { platform, next } = await setUp();
  const managed = await up(await next());
  const provider = await next();
  const other = "urn:pulumi:dev::shop::act365:index:Instance::other";
  // Renamed in the program: the new declaration names the instance by adoptId once its owner tag is gone.
  const { tags: _, ...rest } = declared();
  platform.others.change(Number(managed.id), { tags: [] });
  const adopting = await rightInputs(provider, undefined, { ...rest, adoptId: managed.id }, other);
  await provider.create(other, adopting);
  await provider.diff(URN, managed.id, managed.state, await rightInputs(provider, managed.inputs, declared()));
  expect(await requestsDuring(platform, () => provider.delete(URN, managed.id, managed.state))).toEqual([]);
  expect(platform.instances().flatMap(({ tags }) => tags)).not.toContain(OWNER_TAG);
});
