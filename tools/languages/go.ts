import type { ProgramLanguage } from "./language";

/** Go fetches and compiles by itself what a program imports, and keeps it; the first time takes minutes. */
export const go: ProgramLanguage = {
  name: "Go",
  host: "go",
  sdk: "go",
  needs: [{ program: "go", install: "Go 1.25.11 or newer (https://go.dev/dl/)" }],
  program: "main.go",
  leftovers: [],
};
