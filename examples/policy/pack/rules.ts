import { type ResourceValidationPolicy, validateResourceOfType } from "@pulumi/policy";
import { Act365Instance } from "pulumi-act365";

/** An instance says whose it is. */
export const tagsAreRequired: ResourceValidationPolicy = {
  name: "tags-are-required",
  description: "An instance has a tag `team:…`.",
  enforcementLevel: "mandatory",
  validateResource: validateResourceOfType(Act365Instance, ({ tags }, _, report) => {
    if (!tags?.some((tag) => tag.startsWith("team:"))) report("Add a tag such as `team:sales`.");
  }),
};

/** Customers' data do not go over plain http. */
export const callbackIsHttps: ResourceValidationPolicy = {
  name: "callback-is-https",
  description: "Events go to an https URL.",
  enforcementLevel: "mandatory",
  validateResource: validateResourceOfType(Act365Instance, ({ events }, _, report) => {
    if (events !== undefined && !/^https:/i.test(events.callbackUrl)) report("Use an https URL as events.callbackUrl.");
  }),
};

/** Instances of production are not deleted by accident. */
export const productionIsProtected: ResourceValidationPolicy = {
  name: "production-is-protected",
  description: "In a stack `prod`, instances are protected.",
  enforcementLevel: "mandatory",
  validateResource: validateResourceOfType(Act365Instance, (_, { urn, opts }, report) => {
    // urn:pulumi:STACK::PROJECT::TYPE::NAME
    if (urn.split(":")[2] === "prod" && !opts.protect) report("Give the resource the option `protect: true`.");
  }),
};
