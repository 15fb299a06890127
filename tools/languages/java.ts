import { join } from "node:path";
import type { ProgramLanguage } from "./language";

/** Maven fetches by itself what a program imports, and itself in parts; they are kept beside the engine. */
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
  async environment(_project, { cacheFolder, env }) {
    const repository = `-Dmaven.repo.local=${join(cacheFolder, "maven")}`;
    return { MAVEN_OPTS: [env["MAVEN_OPTS"], repository].filter(Boolean).join(" ") };
  },
};
