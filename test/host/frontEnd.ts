import { type Plugin, type Properties, startPlugin as startStockPlugin } from "../support/plugin";
import { startOwnPlugin } from "./ownPlugin";

// Both front ends run these tests: jest.config.js has two projects with them.

/** The front end that the tests of this project are about. */
declare const FRONT_END: "dynamic" | "plugin";

/** Whether it is the provider plugin: for the few lines of a test in which the two differ. */
export const isPlugin = FRONT_END === "plugin";

/**
 * Starts the process of the front end under test: the stock plugin with dynamic properties, or the provider plugin. It stops
 * with the test.
 * @param configuration as the engine configures it, keys with namespace
 * @param environment added to the test's own, from which everything about Act! 365 and proxies is taken out
 */
export function startPlugin(configuration: Properties = {}, environment: NodeJS.ProcessEnv = {}): Promise<Plugin> {
  return isPlugin ? startOwnPlugin(configuration, environment) : startStockPlugin(configuration, environment);
}
