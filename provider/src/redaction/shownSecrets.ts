import { type ElementDefinition, isSecretKey, MASK } from "../elements/definition";
import { headerSecrets, jsonSecrets, querySecrets } from "./parts";
import type { Redactor } from "./redactor";

/** Keys whose values are headers. */
const HEADERS = /headers$/i;
const CALLBACK_URL = "event.notification.callback.url";

/** Makes sure that no message shows a secret value of this configuration, or a part of one. */
export function rememberConfiguration(
  configuration: Readonly<Record<string, unknown>>,
  element: ElementDefinition,
  redactor: Redactor,
): void {
  for (const [key, value] of Object.entries(configuration)) {
    if (value === null || value === undefined || value === MASK) continue;
    const text = String(value);
    if (key === CALLBACK_URL) redactor.add(...querySecrets(text));
    else if (isSecretKey(element, key)) rememberValue(text, HEADERS.test(key), redactor);
  }
}

function rememberValue(text: string, isHeaders: boolean, redactor: Redactor): void {
  const parts = isHeaders ? headerSecrets(text) : jsonSecrets(text);
  if (parts.length === 0) redactor.add(text);
  else redactor.addWhole(text);
  // All URLs of a host begin alike, and our own sentences hold some.
  const isUrl = (part: string) => part.includes("://");
  redactor.addWhole(...parts.filter(isUrl));
  redactor.add(...parts.filter((part) => !isUrl(part)));
}
