import type { Simulator } from "./api";
import type { SimulatorOptions } from "./options";
import { start } from "./simulator";

export type {
  ForeignInstance,
  InstanceChange,
  Others,
  RecordedRequest,
  RequestListener,
  SimulatedOrganization,
  Simulator,
  StoredInstance,
} from "./api";
export type { Fault, FaultRule, Faults, Lag, StatusFault } from "./faults/types";
export type { OrganizationOptions, SimulatorOptions } from "./options";

/** Starts a local stand-in for the platform on 127.0.0.1; resolves when it listens. */
export function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  return start(options);
}
