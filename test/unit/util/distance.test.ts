import { distance } from "../../../provider/src/util/distance";

test.each([
  ["", "", 0],
  ["crm", "crm", 0],
  ["crm", "", 3],
  ["crm", "cram", 1],
  ["crm", "com", 1],
  ["crm", "cr", 1],
  ["lsit", "list", 1],
  ["sales", "support", 6],
])("from %j to %j it is %d", (one, other, expected) => {
  expect(distance(one, other)).toBe(expected);
  expect(distance(other, one)).toBe(expected);
});
