import type { ProgramLanguage } from "./language";

/** Maven itself downloads what a program imports, and caches it. */
export const java: ProgramLanguage = {
  name: "Java",
  host: "java",
  sdk: "java",
  needs: [
    { program: "java", install: "a Java development kit, 11 or newer (https://adoptium.net/)" },
    { program: "mvn", install: "Maven (https://maven.apache.org/install.html)" },
  ],
  program: "src/main/java/example/App.java",
  leftovers: ["target"],
};
