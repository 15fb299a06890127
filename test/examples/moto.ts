import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const VERSION = "5.2.5";

/** What its server needs to stand in for S3; its own list for "server" asks for three times as much. */
const PACKAGES = [`moto[s3]==${VERSION}`, "flask==3.1.3", "flask-cors==6.0.5"];

/**
 * Python with moto, a stand-in for AWS from PyPI, in a virtual environment beside the built engine: made once a machine.
 * @returns the interpreter's path
 * @throws where there is no `python3` with venv and pip, or no PyPI
 */
export async function pythonWithMoto(): Promise<string> {
  const cache = join(process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "pulumi-act365", "moto");
  const [made, python] = [join(cache, VERSION), join("bin", "python")];
  if (existsSync(made)) return join(made, python);
  mkdirSync(cache, { recursive: true });
  const making = mkdtempSync(join(cache, "making-"));
  try {
    await promisify(execFile)("python3", ["-m", "venv", making]);
    await promisify(execFile)(join(making, python), ["-m", "pip", "install", "--quiet", ...PACKAGES]);
    renameSync(making, made);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    // Another run was faster.
    if (!existsSync(made)) throw error;
  }
  return join(made, python);
}
