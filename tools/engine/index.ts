export type { Engine } from "./engine";
export { obtainEngine, obtainEngineFor } from "./obtain";
export type { ObtainOptions } from "./surroundings";
