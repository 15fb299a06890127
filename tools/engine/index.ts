export type { Engine } from "./engine";
export { obtainEngine } from "./obtain";
export type { ObtainOptions } from "./surroundings";
