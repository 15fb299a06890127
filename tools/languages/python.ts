import { existsSync, rmSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { ProgramLanguage } from "./language";
import { pip, virtualEnvironment } from "./virtualEnvironment";

const installed = (project: string) => join(project, "sdks", "installed");

/** Keeps the packages from PyPI in a virtual environment beside the engine; the SDK comes on top of it. */
export const python: ProgramLanguage = {
  name: "Python",
  host: "python",
  sdk: "python",
  needs: [
    { program: "python3", install: "Python 3.9 or newer, with venv and pip (https://www.python.org/downloads/)" },
  ],
  program: "__main__.py",
  leftovers: ["__pycache__", "venv"],
  async install(project, around) {
    rmSync(installed(project), { recursive: true, force: true });
    const options = ["--no-deps", "--no-build-isolation", "--target", installed(project)];
    await pip(await virtualEnvironment(around), [...options, join(project, "sdks", "act365")], around);
    // The host of a newer Pulumi takes the one that Pulumi.yaml names; `pulumi install` may have made it before.
    const own = join(project, "venv");
    if (!existsSync(join(own, "bin"))) {
      rmSync(own, { recursive: true, force: true });
      symlinkSync(await virtualEnvironment(around), own);
    }
  },
  async environment(project, around) {
    const folder = await virtualEnvironment(around);
    return {
      // The host that can be built takes the Python that it finds: the environment has to be an active one.
      PATH: [join(folder, "bin"), around.env["PATH"]].join(delimiter),
      VIRTUAL_ENV: folder,
      PYTHONPATH: installed(project),
    };
  },
};
