import { parseOwnerTag } from "../../provider/src/lifecycle/model/ownerTag";
import { parseDuration } from "../../provider/src/util/durations";
import { CallFailure, Provider } from "../protocol/provider";
import type { EngineLine } from "../support/engineService";
import { CallError, type Plugin, type Properties, received } from "../support/plugin";

/**
 * Starts the provider plugin, spoken to as the stock plugin is, so that the same test runs on both; it stops with the test.
 * What the engine keeps beside the properties of a resource, a dynamic resource has among them: here it is put aside before
 * each call, and put back afterwards.
 * @param configuration keys with namespace
 */
export async function startOwnPlugin(
  configuration: Properties = {},
  environment: NodeJS.ProcessEnv = {},
): Promise<Plugin> {
  const provider = await Provider.start(environment);
  await provider.configure(withoutNamespace(configuration));
  return {
    process: provider.process,
    output: () => provider.lines.map(asPrinted).join("") + provider.printed.stderr,
    stop: () => provider.stop(),

    async check(olds, news) {
      // The plugin makes the owner tag itself, which test/protocol shows; that of the test has a hash that is made up.
      const { ownerTag, declaredBy: _, ...declared } = own(news);
      const { inputs, failures } = await provider.check(urnOf(news), own(olds), declared);
      return { inputs: received({ ...inputs, ...beside(news), ownerTag }, failures.length === 0), failures };
    },

    async diff(id, olds, news) {
      const diff = await provider.diff(urnOf(news), id, own(olds), own(news));
      const { changes, replaces, deleteBeforeReplace } = diff;
      return { changes: changes ? "some" : "none", replaces, deleteBeforeReplace };
    },

    async create(inputs) {
      const call = provider.create(urnOf(inputs), own(inputs), timeoutOf("create", inputs));
      const { id, properties } = await call.catch((error: unknown) => fail(error, inputs));
      return { id, properties: received({ ...properties, ...beside(inputs) }) };
    },

    async read(id, known, inputs = {}) {
      const call = provider.read(urnOf(known), id, own(known), own(inputs), timeoutOf("read", known));
      const read = await call.catch((error: unknown) => fail(error, known));
      return {
        id: read.id,
        properties: received({ ...read.properties, ...beside(known) }),
        inputs: read.inputs && received({ ...read.inputs, ...beside(known) }),
      };
    },

    async update(id, olds, news) {
      const call = provider.update(urnOf(news), id, own(olds), own(news), timeoutOf("update", news));
      const properties = await call.catch((error: unknown) => fail(error, news));
      return received({ ...properties, ...beside(news) });
    },

    async delete(id, known) {
      const call = provider.delete(urnOf(known), id, own(known), timeoutOf("delete", known));
      await call.catch((error: unknown) => fail(error, known));
    },
  };
}

const BESIDE = ["__provider", "customTimeouts"];

/** What the engine keeps beside the properties. */
function beside(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => BESIDE.includes(name)));
}

function own(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !BESIDE.includes(name)));
}

/** As the engine sends it: in seconds. */
function timeoutOf(verb: string, { customTimeouts }: Properties): { timeout?: number } {
  if (typeof customTimeouts !== "object" || customTimeouts === null) return {};
  const milliseconds = parseDuration(String(Reflect.get(customTimeouts, verb) ?? ""));
  return milliseconds === undefined ? {} : { timeout: milliseconds / 1_000 };
}

/** The declaration to which a test's owner tag belongs: one of its own for each. */
function urnOf({ ownerTag, declaredBy, name }: Properties): string {
  const tag = String(ownerTag ?? declaredBy ?? "");
  const { project = "project", stack = "dev", resource = name ?? "instance" } = parseOwnerTag(tag) ?? {};
  // As in a component, so that tags that differ in their hash alone have URNs that differ.
  return `urn:pulumi:${stack}::${project}::test:index:${tag.split(":").at(-1)}$act365:index:Instance::${resource}`;
}

/** As the stock plugin prints it. */
function asPrinted({ urn, severity, message }: EngineLine): string {
  return `act365: ${urn.split("::").at(-1)}: ${severity === "warning" ? "warning: " : ""}${message}\n`;
}

function withoutNamespace(configuration: Properties): Properties {
  return Object.fromEntries(Object.entries(configuration).map(([key, value]) => [key.replace(/^act365:/, ""), value]));
}

function fail(error: unknown, given: Properties): never {
  if (!(error instanceof CallFailure)) throw error;
  const { message, code, kept } = error;
  const partial = kept && { ...kept, properties: received({ ...kept.properties, ...beside(given) }) };
  throw new CallError(message, code, partial);
}
