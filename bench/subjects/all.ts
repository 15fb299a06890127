import { pulumiSubject } from "./pulumiSubject";
import type { Subject } from "./subject";
import { terraformSubject } from "./terraformSubject";

/** Everything that is compared; ratios are those of the first to each of the others. */
export const SUBJECTS: readonly Subject[] = [
  pulumiSubject("package", { key: "P", title: "pulumi-act365", callsPlatform: true }),
  pulumiSubject("closure", { key: "C", title: "a provider in the program", callsPlatform: true }),
  pulumiSubject("floor", { key: "F", title: "the engine alone", callsPlatform: false }),
  terraformSubject,
];
