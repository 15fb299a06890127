import { PLAIN } from "./declarations";
import type { PlannedFaults } from "./faults";
import { fastFuzzRun, fuzzRun } from "./fuzzRun";
import { PROCESSES, startProcessProvider } from "./processProvider";
import { FINE, type Step, type Trouble } from "./steps";

// What random runs found once, and must not find again.

const declared = (change: Partial<typeof PLAIN> = {}): Step => ({
  do: "declare",
  resource: "crm",
  declared: { ...PLAIN, ...change },
});
const up = (...faults: PlannedFaults[]): Extract<Step, Trouble> => ({ do: "up", ...FINE, faults });
const meets = (on: PlannedFaults["on"], faults: string[], after = 0): PlannedFaults => ({
  on,
  after,
  faults,
  onAndOn: false,
});

test("an instance that the platform kept despite an error response is not lost when the search for it fails too", () =>
  fastFuzzRun([declared(), up(meets("POST", ["vendor refuses after"]), meets("list", ["400"], 1))]));

test.each([
  ["developer key", { developerKey: 1 }],
  ["configuration key", { configuration: 1 }],
  ["events", { events: 2 }],
  ["name", { name: 1 }],
])("a %s that a lost first try changed is changed back with the program, whatever the last try said", (_, change) =>
  fastFuzzRun([
    declared(),
    up(),
    declared(change),
    up(...(["PUT", "PATCH"] as const).map((verb) => meets(verb, ["closed after", "429 much later"]))),
    declared(),
    up(),
  ]),
);

test("a developer key that an update of unknown outcome may have changed is sent again, though no refresh can see it", () =>
  fastFuzzRun([
    declared(),
    up(),
    declared({ developerKey: 1 }),
    up(meets("PUT", ["500 after", "500", "500", "500", "500"])),
    declared(),
    up(),
  ]));

test("a page with status 404 neither deletes nor drops an instance", () =>
  fastFuzzRun([
    declared(),
    up(),
    { do: "refresh", ...FINE, faults: [meets("get", ["404 of a gateway"])] },
    { do: "destroy", ...FINE, faults: [meets("DELETE", ["404 of a gateway"])] },
  ]));

test.each([
  ["a developer key that changes", {}, { developerKey: 1 }],
  ["a configuration key that is removed", { configuration: 1 }, {}],
  ["an instance that is disabled", {}, { enabled: false }],
])("a portal's page in response to an update does not make %s count as done", (_, before, after) =>
  fastFuzzRun([
    declared(before),
    up(),
    declared(after),
    up(...(["PUT", "enabled"] as const).map((on) => ({ ...meets(on, ["a page of a portal"]), onAndOn: true }))),
  ]),
);

test("a portal's page in response to a DELETE does not make an instance count as deleted", () =>
  fastFuzzRun([declared(), up(), { do: "destroy", ...FINE, faults: [meets("DELETE", ["a page of a portal"])] }]));

test("a new instance that was disabled, which a portal's page and reads that lag hide, is enabled with the program", () =>
  fastFuzzRun([
    declared({ enabled: false }),
    up(meets("POST", ["shows late"]), meets("enabled", ["a page"])),
    declared({ enabled: true }),
    up(),
  ]));

test.each(["shows late", "shows very late"])("a new instance that %s is kept by a refresh at once", (fault) =>
  fastFuzzRun([
    declared(),
    { ...up(meets("POST", [fault])), nextAtOnce: true },
    { do: "refresh", ...FINE, nextAtOnce: true },
    up(),
  ]),
);

test.each(PROCESSES)("a new instance that shows late is kept by a refresh at once of %s too", async (_, start) => {
  const provider = await startProcessProvider(start, 0);
  provider.calm();
  const first = { ...up(meets("POST", ["shows late"])), nextAtOnce: true };
  await fuzzRun(
    [declared({ events: 3 }), first, { do: "restart" }, { do: "refresh", ...FINE, nextAtOnce: true }],
    provider,
  );
});

test("half of an emoji in a response, wherever it is, loses no id", () =>
  fastFuzzRun([
    declared({ configuration: 4 }),
    up(),
    { do: "others", resource: "crm", what: "cut in emojis" },
    { do: "refresh", ...FINE },
    declared({ configuration: 4, name: 1 }),
    up(meets("PATCH", ["400 cut in an emoji"]), meets("PUT", ["400 cut in an emoji"])),
  ]));

test("a POST of a killed process that the platform finishes during the next process's POST leaves one instance", () =>
  fastFuzzRun([declared(), { do: "up", ...FINE, kill: { request: 2, when: "later" } }, up()]));

test.each(["still shows", "still shows for long"])(
  "a deleted instance that %s is not kept where the platform refuses its adoption",
  (fault) =>
    fastFuzzRun([
      declared(),
      up(),
      { do: "replace", resource: "crm", ...FINE, faults: [meets("DELETE", [fault]), meets("PUT", ["400"])] },
      up(),
    ]),
);

test.each(["still shows", "still shows for long"])(
  "a deleted instance that %s is not adopted by its replacement",
  (fault) =>
    fastFuzzRun([
      declared(),
      up(),
      { do: "replace", resource: "crm", ...FINE, faults: [meets("DELETE", [fault])] },
      up(),
    ]),
);
