import { declaration } from "../../support/platform";
import { UNKNOWN } from "../../support/unknowns";
import { setUp, startManaged } from "../setUp";

// The engine does not pass the option on to the stock plugin, so the timeouts are among the properties.

describe("customTimeouts among the properties", () => {
  test("are checked, unless they are not known yet", async () => {
    const { plugin } = await setUp();
    const failuresOf = async (create: string) =>
      (await plugin.check({}, declaration({ customTimeouts: { create } }))).failures;
    expect(await failuresOf("soon")).toEqual([
      { property: "", reason: 'customTimeouts.create must be a duration above zero, such as "90s" or "5m"' },
    ]);
    expect(await failuresOf(UNKNOWN)).toEqual([]);
  });

  test("that change are a difference, so that read and delete get to know them", async () => {
    const { plugin, id, inputs, state } = await startManaged();
    const changed = { ...inputs, customTimeouts: { delete: "10m" } };
    expect(await plugin.diff(id, state, changed)).toEqual({
      changes: "some",
      replaces: [],
      deleteBeforeReplace: true,
    });
    const after = await plugin.update(id, state, changed);
    expect(after["customTimeouts"]).toEqual({ delete: "10m" });
    expect((await plugin.diff(id, after, changed)).changes).toBe("none");
  });

  test("are read back as inputs, and are no difference", async () => {
    const { plugin, id, inputs, state } = await startManaged({}, { customTimeouts: { create: "10m" } });
    const read = await plugin.read(id, state);
    expect(read.inputs?.["customTimeouts"]).toEqual({ create: "10m" });
    expect((await plugin.diff(id, read.properties, inputs)).changes).toBe("none");
  });
});
