import { goSubject } from "./goSubject";
import { pulumiSubject } from "./pulumiSubject";
import type { Subject } from "./subject";
import { terraformSubject } from "./terraformSubject";

/** Everything that is compared. */
export const SUBJECTS: readonly Subject[] = [
  pulumiSubject("package", { key: "P", title: "pulumi-act365", callsPlatform: true }),
  goSubject("plugin", { key: "G", title: "the plugin, Go program", callsPlatform: true }),
  pulumiSubject("plugin", { key: "J", title: "the plugin, JavaScript program", callsPlatform: true }),
  pulumiSubject(
    "plugin",
    { key: "S", title: "the same without stack traces", callsPlatform: true },
    "Error.stackTraceLimit = 0;\n",
  ),
  pulumiSubject("closure", { key: "C", title: "a provider in the program", callsPlatform: true }),
  pulumiSubject("floor", { key: "F", title: "the engine alone", callsPlatform: false }),
  goSubject("floor", { key: "E", title: "the engine alone, Go program", callsPlatform: false }),
  terraformSubject,
];
