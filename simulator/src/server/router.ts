import { notFound, Refusal } from "../refusal";
import type { Call, Handler, Routes } from "./call";

/** The handler of a call, and what its path names. */
export interface Match {
  readonly handler: Handler;
  readonly params: Record<string, string>;
}

/** Finds the handler of a call. Throws a refusal where there is none. */
export type Route = (call: Call) => Match;

function compile(pattern: string): RegExp {
  const source = pattern.replace(/\{(\w+)\}/g, (_, name: string) => {
    const segment = name === "id" || name.endsWith("Id") ? "\\d+" : "[^/]+";
    return `(?<${name}>${segment})`;
  });
  return new RegExp(`^${source}$`);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Finds the handler of a request. */
export class Router {
  private readonly routes: readonly { method: string; expression: RegExp; handler: Handler }[];

  constructor(routes: Routes) {
    this.routes = Object.entries(routes).map(([route, handler]) => {
      const [method = "", pattern = ""] = route.split(" ");
      return { method, expression: compile(pattern), handler };
    });
  }

  /**
   * The handler for this verb and path, or undefined if the path is not known. 405 if the path only has other verbs.
   */
  find(method: string, path: string): Match | undefined {
    const allowed = new Set<string>();
    for (const route of this.routes) {
      const match = route.expression.exec(path);
      if (!match) continue;
      allowed.add(route.method);
      if (route.method !== method) continue;
      const params = Object.entries(match.groups ?? {}).map(([name, text]) => [name, decode(text)]);
      return { handler: route.handler, params: Object.fromEntries(params) };
    }
    if (allowed.size === 0) return undefined;
    throw new Refusal(405, `${method} is not allowed here`, { headers: { allow: [...allowed].join(", ") } });
  }
}

/** 404 for a path that the platform does not have. */
export function unknownPath(): Refusal {
  return notFound("No resource found at this path");
}
