import type { LifecycleCode } from "../../provider/src/lifecycle/model/errors";
import type { PlatformCode } from "../../provider/src/platform/errors";

/** The page that explains all errors, each under its code. */
export const ERRORS_PAGE = "https://github.com/pulumi-act365/pulumi-act365/blob/main/docs/errors.md";

/** How a message that leaves the package ends. */
export function linkTo(code: LifecycleCode | PlatformCode): string {
  return ` (${ERRORS_PAGE}#${code})`;
}
