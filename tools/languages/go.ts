import type { ProgramLanguage } from "./language";

/** Go itself downloads and compiles what a program imports, and caches it; the first time takes minutes. */
export const go: ProgramLanguage = {
  name: "Go",
  host: "go",
  sdk: "go",
  needs: [{ program: "go", install: "Go 1.25.11 or newer (https://go.dev/dl/)" }],
  program: "main.go",
  leftovers: [],
};
