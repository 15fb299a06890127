import { PLUGIN_FOLDER } from "../../tools/plugin/manifest";
import * as ofPlugin from "./plugin/setUp";
import * as ofDynamicResource from "./setUp";

/** What a test needs to run with either front end. */
export interface FrontEnd {
  /** The class of its instances in `program`. */
  readonly resource: string;
  readonly program: typeof ofDynamicResource.program;
  readonly crm: typeof ofDynamicResource.crm;
  readonly setUp: typeof ofDynamicResource.setUp;
}

/** Both, for `describe.each`. */
export const FRONT_ENDS: [string, FrontEnd][] = [
  ["dynamic resource", { resource: "Act365Instance", ...ofDynamicResource }],
  [
    "plugin",
    {
      resource: "Instance",
      program: ofPlugin.program,
      crm: ofPlugin.crm,
      setUp: (program, { project, ...options } = {}) =>
        ofDynamicResource.setUp(program, { ...options, project: { ...project, providers: { act365: PLUGIN_FOLDER } } }),
    },
  ],
];
