import { type Path, pathText } from "../../lifecycle/model/paths";
import { type Declared, isList, SecretValue } from "../../lookups/declaration";
import { jsonText } from "../jsonText";
import type { Imported } from "./importFile";
import { capital, constantName, Names } from "./names";

/** A program, and what must be set before it runs. */
export interface Program {
  readonly text: string;
  /** The keys of the stack's configuration that hold its secrets. */
  readonly secretKeys: readonly string[];
}

const HEADER = `import * as pulumi from "@pulumi/pulumi";
import { Act365Instance } from "pulumi-act365";

// Set each secret with: pulumi config set --secret KEY
const config = new pulumi.Config();
`;

/**
 * The TypeScript program that declares the instances. Everything in it that comes from the platform is a JSON literal.
 * @param sharedKeys whether all instances use one account's keys
 */
export function program(imported: readonly Imported[], sharedKeys: boolean): Program {
  const shared = ({ isCredential }: SecretValue) => sharedKeys && isCredential;
  const secrets = imported.flatMap(({ declaration }) => Object.values(declaration));
  const secretKeys = new Set(
    secrets.flatMap((value) => (value instanceof SecretValue && shared(value) ? [value.label] : [])),
  );
  const [constants, keys] = [new Names(), new Names(secretKeys)];
  const statements = imported.map(({ resource, declaration }) => {
    const constant = constants.unique(constantName(resource), "_");
    const secret = (value: SecretValue) => {
      const words = value.label.split(/[^A-Za-z0-9]+/);
      const key = shared(value) ? value.label : keys.unique(`${constant}${words.map(capital).join("")}`, "_");
      secretKeys.add(key);
      return `config.requireSecret(${jsonText(key)})`;
    };
    return `const ${constant} = new Act365Instance(${jsonText(resource)}, ${code(declaration, "", secret)});`;
  });
  return { text: `${[HEADER, ...statements].join("\n")}\n`, secretKeys: [...secretKeys] };
}

/** A value as TypeScript writes it. */
function code(value: Declared, indent: string, secret: (value: SecretValue) => string): string {
  if (value instanceof SecretValue) return secret(value);
  if (value === null || typeof value !== "object") return jsonText(value);
  if (isList(value)) return `[${value.map((item) => code(item, indent, secret)).join(", ")}]`;
  const entries = Object.entries(value);
  if (entries.length === 0) return "{}";
  const lines = entries.map(([key, item]) => `${indent}  ${property(key)}: ${code(item, `${indent}  `, secret)},`);
  return `{\n${lines.join("\n")}\n${indent}}`;
}

function property(key: string): string {
  // As a computed key, it is an ordinary key.
  if (key === "__proto__") return '["__proto__"]';
  return /^[A-Za-z_]\w*$/.test(key) ? key : jsonText(key);
}

/** The inputs that hold secrets, which an import leaves out, as programs write them. */
export function secretInputs(declaration: Imported["declaration"]): string[] {
  return Object.entries(declaration).flatMap(([name, value]) => secretsBelow([name], value));
}

function secretsBelow(path: Path, value: Declared): string[] {
  if (value instanceof SecretValue) return [pathText(path)];
  if (value === null || typeof value !== "object" || isList(value)) return [];
  // Without its password, it is left out as a whole.
  if (path.at(-1) === "basicAuth") return [pathText(path)];
  return Object.entries(value).flatMap(([name, item]) => secretsBelow([...path, name], item));
}
