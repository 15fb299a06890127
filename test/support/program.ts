import * as pulumi from "@pulumi/pulumi";
import type { Properties } from "./plugin";

/** A resource as the program registers it with the engine. */
export interface Registration {
  readonly type: string;
  readonly name: string;
  /** As on the wire: secrets are marked (see `secret` in plugin.ts). */
  readonly properties: Properties;
  /** `urn::id` of an explicit provider, else "". */
  readonly provider: string;
  readonly additionalSecretOutputs: string[];
  /** The id of an instance that is only read. */
  readonly id: string | undefined;
  readonly deleteBeforeReplace: boolean | undefined;
  readonly customTimeouts: Properties | undefined;
}

/** The wire's request, as far as it is looked at here. */
interface Request {
  getType(): string;
  getName(): string;
  getObject?(): { toJavaScript(): Properties } | undefined;
  getProperties?(): { toJavaScript(): Properties } | undefined;
  getProvider(): string;
  getAdditionalsecretoutputsList(): string[];
  getId?(): string;
  getDeletebeforereplacedefined?(): boolean;
  getDeletebeforereplace?(): boolean;
  getCustomtimeouts?(): { toObject(): Properties } | undefined;
}

/**
 * Runs the test as a program of project "shop" and stack "dev" in organization "acme", on a stand-in for the engine.
 * @param configuration stack configuration, keys with namespace
 * @param outputs what each resource's properties are beside its inputs
 * @returns the resources that the program registers from now on
 */
export async function startProgram(
  configuration: Record<string, string> = {},
  outputs: Properties = {},
  organization: string | null = "acme",
): Promise<Registration[]> {
  const registrations: Registration[] = [];
  const mocks: pulumi.runtime.Mocks = {
    newResource: ({ id, name, inputs }) => ({ id: id || `id-of-${name}`, state: { ...inputs, ...outputs } }),
    call: () => ({}),
  };
  await pulumi.runtime.setMocks(mocks, "shop", "dev", false, organization ?? undefined);
  pulumi.runtime.setAllConfig(configuration);
  const monitor = pulumi.runtime.getMonitor() as unknown as Record<
    string,
    (request: Request, done: unknown) => unknown
  >;
  for (const method of ["registerResource", "readResource"]) {
    const original = monitor[method]?.bind(monitor);
    monitor[method] = (request, done) => {
      registrations.push(registration(request));
      return original?.(request, done);
    };
  }
  return registrations;
}

/** The value that an output comes to. */
export function resultOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => {
    output.apply(resolve);
  });
}

function registration(request: Request): Registration {
  const defined = request.getDeletebeforereplacedefined?.() ?? false;
  return {
    type: request.getType(),
    name: request.getName(),
    properties: (request.getObject?.() ?? request.getProperties?.())?.toJavaScript() ?? {},
    provider: request.getProvider(),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    id: request.getId?.(),
    deleteBeforeReplace: defined ? request.getDeletebeforereplace?.() : undefined,
    customTimeouts: request.getCustomtimeouts?.()?.toObject(),
  };
}
