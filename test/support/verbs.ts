import type { ElementDefinition } from "../../provider/src/elements/definition";
import type { Call } from "../../provider/src/operations/call";
import { Operations } from "../../provider/src/operations/operations";
import type { Sources } from "../../provider/src/operations/settings";
import { SharedState } from "../../provider/src/operations/sharedState";
import { observe } from "./canary";
import type { Properties } from "./plugin";

/** What a test may give to the operations; the rest is nothing, or the usual. */
export interface VerbOptions {
  readonly sources?: Sources;
  readonly shared?: SharedState;
  /** The timeout of every call, in milliseconds. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
}

/** A plain front end, as small as one can be: plain records in and out, its lines kept and handed to the scan. */
export function verbsOf(element: ElementDefinition, options: VerbOptions = {}) {
  const { sources = { configuration: () => undefined, environment: {} }, shared = new SharedState() } = options;
  const operations = new Operations(() => sources, shared);
  const lines: string[] = [];
  const call = ({ ownerTag, declaredBy, name }: Properties): Call => ({
    declaration: `${element.key}|${ownerTag ?? declaredBy ?? name}`,
    element,
    timeout: options.timeout,
    signal: options.signal,
    log(line) {
      observe("a line for the user", line);
      lines.push(line);
    },
  });
  return {
    lines,
    check: (news: Properties, olds: Properties = {}) => operations.check(call(plain(news)), olds, news),
    diff: (id: string, olds: Properties, news: Properties) => operations.diff(call(plain(news)), id, olds, news),
    create: (news: Properties) => operations.create(call(plain(news)), news),
    read: (id: string, props: Properties) => operations.read(call(plain(props)), id, props),
    update: (id: string, olds: Properties, news: Properties) => operations.update(call(plain(news)), id, olds, news),
    delete: (id: string, props: Properties, deletesFirst = false) =>
      operations.delete(call(plain(props)), id, props, deletesFirst),
  };
}

export type Verbs = ReturnType<typeof verbsOf>;

/** Properties that cannot be looked at name no declaration. */
function plain(properties: Properties): Properties {
  try {
    return { ...properties };
  } catch {
    return {};
  }
}
