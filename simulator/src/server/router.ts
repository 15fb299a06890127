import { notFound, PlatformError } from "../platformError";
import type { Answer, ApiRequest } from "./request";

/** Answers a request whose route matched. */
export type Endpoint<Context> = (request: ApiRequest, context: Context) => Answer | Promise<Answer>;

/** A verb and a path such as `/instances/{id}`, in which `{id}` and `{…Id}` stand for a number and other braces for any segment. */
export interface Route<Context> {
  readonly method: string;
  readonly pattern: string;
  readonly endpoint: Endpoint<Context>;
}

interface Compiled<Context> {
  readonly route: Route<Context>;
  readonly expression: RegExp;
}

function compile(pattern: string): RegExp {
  const source = pattern.replace(/\{(\w+)\}/g, (_, name: string) => {
    const segment = name === "id" || name.endsWith("Id") ? "\\d+" : "[^/]+";
    return `(?<${name}>${segment})`;
  });
  return new RegExp(`^${source}$`);
}

function decoded(groups: Record<string, string> | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(groups ?? {}).map(([name, text]) => [name, decode(text)]));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Finds the route of a request. Routes that come first win. */
export class Router<Context> {
  private readonly routes: readonly Compiled<Context>[];

  constructor(routes: readonly Route<Context>[]) {
    this.routes = routes.map((route) => ({ route, expression: compile(route.pattern) }));
  }

  /** The route for this verb and path, or undefined if the path is not known. 405 if the path knows other verbs only. */
  find(method: string, path: string): { endpoint: Endpoint<Context>; params: Record<string, string> } | undefined {
    const allowed: string[] = [];
    for (const { route, expression } of this.routes) {
      const match = expression.exec(path);
      if (match && route.method === method) return { endpoint: route.endpoint, params: decoded(match.groups) };
      if (match) allowed.push(route.method);
    }
    if (allowed.length === 0) return undefined;
    throw new PlatformError(405, `${method} is not allowed here`, {
      headers: { allow: [...new Set(allowed)].join(", ") },
    });
  }
}

/** 404 for a path that the platform does not have. */
export function unknownPath(): PlatformError {
  return notFound("No resource found at this path");
}
