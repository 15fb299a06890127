export type { Engine } from "./engine";
export type { HostLanguage } from "./hosts";
export { obtainEngine, obtainEngineFor } from "./obtain";
export type { ObtainOptions } from "./surroundings";
