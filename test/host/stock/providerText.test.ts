import { startManaged } from "../setUp";

test("the outputs hold the constant provider text, which no secret ever gets into", async () => {
  const { plugin, id, inputs, state } = await startManaged();
  const text = 'exports.handler=()=>require("pulumi-act365/provider").provider;';
  const read = await plugin.read(id, state);
  const after = await plugin.update(id, state, { ...inputs, name: "other" });
  const texts = [state, read.properties, read.inputs, after].map((properties) => properties?.["__provider"]);
  expect(texts).toEqual([text, text, text, text]);
});
