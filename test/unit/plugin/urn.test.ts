import { dynamicUrn, nameOf, typeOf } from "../../../provider/src/plugin/urn";

const URN = "urn:pulumi:dev::shop::my:index:Shop$act365:index:Instance::crm";

test("a URN tells the resource's name, which may hold what separates its parts", () => {
  expect(nameOf(URN)).toBe("crm");
  expect(nameOf(`${URN}::eu`)).toBe("crm::eu");
});

test("a URN tells the resource's own type", () => {
  expect(typeOf(URN)).toBe("act365:index:Instance");
  expect(typeOf("")).toBe("");
});

test("as a dynamic resource, only the last type is another one", () => {
  expect(dynamicUrn(`${URN}::eu`)).toBe(
    "urn:pulumi:dev::shop::my:index:Shop$pulumi-nodejs:dynamic/act365:Act365Instance::crm::eu",
  );
});
