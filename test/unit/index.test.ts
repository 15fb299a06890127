import * as api from "../../provider/src";
import { Act365Instance } from "../../provider/src/act365Instance";
import { Act365Provider } from "../../provider/src/act365Provider";

test("the public API is this, and nothing else", () => {
  expect({ ...api }).toStrictEqual({ Act365Instance, Act365Provider });
});
