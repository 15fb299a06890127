import type { ProgramLanguage } from "./language";

/** Maven fetches by itself what a program imports, and keeps it. */
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
