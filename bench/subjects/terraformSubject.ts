import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { plainEnvironment } from "../../test/support/plugin";
import { temporaryFolder } from "../../test/support/temporaryFolder";
import type { Started } from "../measuring/measure";
import { type OpenSubject, prefixIn, type Step, type Subject, VENDOR_KEYS } from "./subject";

const PROGRAM = join(__dirname, "..", "programs", "terraform", "main.tf");
const PROVIDER = "terraform-provider-restapi";

const COMMANDS: Record<Step, readonly string[]> = {
  up: ["apply", "-auto-approve"],
  "no-op": ["apply", "-auto-approve"],
  preview: ["plan"],
  refresh: ["apply", "-refresh-only", "-auto-approve"],
  rename: ["apply", "-auto-approve"],
  destroy: ["destroy", "-auto-approve"],
};

/** Terraform with the generic REST provider, where both are installed: nothing is ever downloaded here. */
export const terraformSubject: Subject = {
  key: "R",
  title: "Terraform with Mastercard/restapi",
  callsPlatform: true,
  provider: new RegExp(PROVIDER),
  missing() {
    if (find("terraform") === undefined) return "there is no `terraform` on PATH";
    if (find(PROVIDER) === undefined)
      return `there is no \`${PROVIDER}\` on PATH or among the programs that Go installed`;
    return undefined;
  },
  open: async (count, platform) => open(count, platform),
};

function open(count: number, platform: Readonly<Record<string, string>>): OpenSubject {
  const [terraform, provider] = [find("terraform"), find(PROVIDER)];
  if (terraform === undefined || provider === undefined) throw new Error(terraformSubject.missing());
  const folder = temporaryFolder("terraform");
  copyFileSync(PROGRAM, join(folder, "main.tf"));
  const settings = join(folder, "settings.tfrc");
  const overrides = `dev_overrides { "Mastercard/restapi" = ${JSON.stringify(dirname(provider))} }`;
  writeFileSync(settings, `provider_installation {\n  ${overrides}\n  direct {}\n}\n`);
  const { ACT365_BASE_URL: url, ACT365_USER_SECRET: user, ACT365_ORGANIZATION_SECRET: organization } = platform;
  const env = {
    ...plainEnvironment(),
    TF_CLI_CONFIG_FILE: settings,
    TF_IN_AUTOMATION: "1",
    CHECKPOINT_DISABLE: "1",
    TF_VAR_url: url,
    TF_VAR_authorization: `User ${user}, Organization ${organization}`,
    TF_VAR_api_key: VENDOR_KEYS.API_KEY,
    TF_VAR_developer_key: VENDOR_KEYS.DEVELOPER_KEY,
    // Otherwise Terraform prints the token with each instance that it destroys.
    API_DATA_IS_SENSITIVE: "true",
    TF_VAR_instances: String(count),
  };
  return {
    start: (step) =>
      started(terraform, [...COMMANDS[step], "-input=false", "-no-color"], folder, {
        ...env,
        TF_VAR_prefix: prefixIn(step),
      }),
    stateBytes: () => statSync(join(folder, "terraform.tfstate")).size,
  };
}

function started(file: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Started {
  const child = spawn(file, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data) => {
      output += data;
    });
  }
  return { process: child, ended: once(child, "close").then(([status]) => ({ status, output })) };
}

/** The program's path: on PATH, or where `go install` puts programs. */
function find(program: string): string | undefined {
  const { PATH = "", GOBIN, GOPATH = join(homedir(), "go") } = process.env;
  const folders = [...PATH.split(delimiter), ...(GOBIN === undefined ? [] : [GOBIN]), join(GOPATH, "bin")];
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
}
