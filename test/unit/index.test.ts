import * as api from "../../provider/src";
import { Act365Instance } from "../../provider/src/dynamic/act365Instance";
import { Act365Provider } from "../../provider/src/dynamic/act365Provider";
import { getAct365Instance, getAct365InstanceOutput } from "../../provider/src/dynamic/lookups/getAct365Instance";
import { listAct365Instances } from "../../provider/src/dynamic/lookups/listAct365Instances";

test("the public exports are pinned", () => {
  expect({ ...api }).toStrictEqual({
    Act365Instance,
    Act365Provider,
    getAct365Instance,
    getAct365InstanceOutput,
    listAct365Instances,
  });
});
