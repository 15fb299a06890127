import type { SimulatedOrganization } from "../api";
import type { OrganizationOptions } from "../options";
import { base64Secret, hex, type Random } from "../random";

/** Secrets that the simulator made up for an organization, in this run or an earlier one. */
export interface MadeUpSecrets {
  readonly id: number;
  readonly userSecret?: string;
  readonly organizationSecret?: string;
}

/** The organizations of a run, and all secrets made up so far, which go into the data file. */
export interface Organizations {
  readonly all: readonly SimulatedOrganization[];
  readonly madeUp: readonly MadeUpSecrets[];
}

/**
 * Makes up what the options omit. Secrets that an earlier run made up are used again, so that clients still work after
 * a restart; the data file keeps them even if a run gets others. The first id is that of the example response.
 */
export function organizationsOf(
  given: readonly OrganizationOptions[],
  earlier: readonly MadeUpSecrets[],
  random: Random,
): Organizations {
  const all: SimulatedOrganization[] = [];
  const madeUp = new Map(earlier.map((secrets) => [secrets.id, secrets]));
  for (const [index, options] of (given.length === 0 ? [{}] : given).entries()) {
    const id = options.id ?? 1190 + index;
    const before = madeUp.get(id);
    const { userSecret = before?.userSecret ?? base64Secret(random) } = options;
    const { organizationSecret = before?.organizationSecret ?? hex(random, 32) } = options;
    const organization: SimulatedOrganization = {
      id,
      name: options.name ?? `Simulated organization ${id}`,
      userSecret,
      organizationSecret,
      accountId: options.accountId ?? 11111 + index,
      userId: options.userId ?? 22222 + index,
    };
    requireUsable(organization, all);
    all.push(organization);
    madeUp.set(id, {
      ...before,
      id,
      ...(options.userSecret === undefined ? { userSecret } : {}),
      ...(options.organizationSecret === undefined ? { organizationSecret } : {}),
    });
  }
  return { all, madeUp: [...madeUp.values()] };
}

function requireUsable(organization: SimulatedOrganization, others: readonly SimulatedOrganization[]): void {
  for (const secret of [organization.userSecret, organization.organizationSecret]) {
    if (!/^[^\s,]+$/.test(secret)) throw new RangeError("a secret must be a text without spaces or commas");
  }
  if (others.some(({ id, userSecret }) => id === organization.id || userSecret === organization.userSecret)) {
    throw new RangeError("organizations must differ in id and user secret");
  }
}
