import type { Simulator } from "./api";
import type { OrganizationOptions } from "./options";

/**
 * What the command prints when it listens: lines for programs, and lines to paste into a shell. Secrets that it was
 * told are in neither.
 */
export function greeting({ url, organizations: [own] }: Simulator, told: OrganizationOptions): string {
  const user = told.userSecret === undefined ? own?.userSecret : undefined;
  const organization = told.organizationSecret === undefined ? own?.organizationSecret : undefined;
  const given = [
    ...(user === undefined ? ["ACT365_USER_SECRET"] : []),
    ...(organization === undefined ? ["ACT365_ORGANIZATION_SECRET"] : []),
  ];
  return [
    `url: ${url}`,
    ...(user === undefined ? [] : [`user secret: ${user}`]),
    ...(organization === undefined ? [] : [`organization secret: ${organization}`]),
    "",
    "In the shell that runs pulumi:",
    `export ACT365_BASE_URL=${url}`,
    ...(user === undefined ? [] : [`export ACT365_USER_SECRET=${user}`]),
    ...(organization === undefined ? [] : [`export ACT365_ORGANIZATION_SECRET=${organization}`]),
    ...(given.length === 0 ? [] : [`${given.join(" and ")}: as you passed to the simulator`]),
  ].join("\n");
}
