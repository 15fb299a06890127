import { declared, OWNER_TAG, rightInputs, setUp, URN, up } from "./setUp";

test("it is the text that the dynamic resource has: another process finds what that one made", async () => {
  const { platform, provider } = await setUp();
  const { id } = platform.others.create({ name: "crm", tags: [OWNER_TAG] });
  expect((await up(provider)).id).toBe(String(id));
});

test("the tag of a state stays where its readable part is right, as it may hold the hash of an organization", async () => {
  const { provider } = await setUp();
  const moved = "pulumi:shop/dev/crm:0123456789";
  expect(await rightInputs(provider, declared({ ownerTag: moved }), declared())).toMatchObject({ ownerTag: moved });
  const renamed = declared({ ownerTag: "pulumi:shop/dev/other:0123456789" });
  expect(await rightInputs(provider, renamed, declared())).toMatchObject({ ownerTag: OWNER_TAG });
});

test("act365:ownerTag switches it off, or stands for the organization in it", async () => {
  const off = await setUp({ settings: { ownerTag: "false" } });
  const { inputs } = await up(off.provider);
  expect(inputs).not.toHaveProperty("ownerTag");
  expect(off.platform.instances()[0]?.tags).toEqual(["sales"]);
  const own = await setUp({ settings: { ownerTag: "backend-2" } });
  const tagged = await rightInputs(own.provider, declared({ ownerTag: OWNER_TAG }), declared());
  // By sha256sum, of "backend-2|urn:pulumi:dev::shop::pulumi-nodejs:dynamic/act365:Act365Instance::crm".
  expect(tagged).toMatchObject({ ownerTag: "pulumi:shop/dev/crm:87a2a04c88" });
});

test("components above the resource count", async () => {
  const { provider } = await setUp();
  const urn = URN.replace("act365:index:Instance", "my:index:Component$act365:index:Instance");
  // By sha256sum, of the URN with "my:index:Component$pulumi-nodejs:dynamic/act365:Act365Instance".
  expect(await rightInputs(provider, undefined, declared(), urn)).toMatchObject({
    ownerTag: "pulumi:shop/dev/crm:3b4098ac0a",
  });
});
