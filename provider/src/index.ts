export { Act365Instance } from "./act365Instance";
export type { Act365InstanceArgs, BasicAuthArgs, EventsArgs } from "./act365InstanceArgs";
export { Act365Provider, type Act365ProviderArgs } from "./act365Provider";
export type { Events } from "./lifecycle/model/values";
