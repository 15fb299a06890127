import type * as pulumi from "@pulumi/pulumi";
import { DynamicProvider } from "./dynamic/dynamicProvider";
import { ACT_365 } from "./elements/actessentials";
import type { Properties } from "./lifecycle/model/properties";

/**
 * What the `__provider` text in every state loads: `require("pulumi-act365/provider").provider`. It never changes, and
 * is not for use in programs.
 */
export const provider: pulumi.dynamic.ResourceProvider<Properties, Properties> = new DynamicProvider(ACT_365);
