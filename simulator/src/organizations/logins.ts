import type { SimulatedOrganization } from "../api";
import { base64Secret, hex, type Random } from "../random";
import type { Organizations } from "./organizations";

/** The two secrets of a caller. */
type SecretPair = Pick<SimulatedOrganization, "userSecret" | "organizationSecret">;

/**
 * Logins by name and password, which the platform makers' own API tests begin with. Any name and password will do. A
 * login returns the secrets that the simulator made up. Secrets that were passed in may work on the real platform, so a
 * login gets others instead, which only work here.
 */
export class Logins {
  private readonly tokens = new Map<string, SimulatedOrganization>();
  private readonly handedOut = new Map<number, SecretPair>();

  constructor(
    private readonly organizations: Organizations,
    private readonly random: Random,
    /** Every secret that logins return is added here. */
    private readonly secrets: Set<string>,
  ) {}

  /** Logs in to the first organization and returns the token for `Bearer`. */
  logIn(): string {
    const token = base64Secret(this.random);
    this.secrets.add(token);
    const [first] = this.organizations.all;
    if (first) this.tokens.set(token, first);
    return token;
  }

  /** The organization of a login's token. */
  byToken(token: string): SimulatedOrganization | undefined {
    return this.tokens.get(token);
  }

  /** The secrets that a login may see. */
  secretsOf({ id }: SimulatedOrganization): SecretPair {
    const madeUp = this.organizations.madeUp.find((secrets) => secrets.id === id);
    const pair = this.handedOut.get(id) ?? {
      userSecret: madeUp?.userSecret ?? base64Secret(this.random),
      organizationSecret: madeUp?.organizationSecret ?? hex(this.random, 32),
    };
    this.handedOut.set(id, pair);
    this.secrets.add(pair.userSecret).add(pair.organizationSecret);
    return pair;
  }

  /** Whether these secrets are an organization's own, or were returned by a login to it. */
  accepts(organization: SimulatedOrganization, user: string, organizationSecret: string | undefined): boolean {
    return [organization, this.handedOut.get(organization.id)].some(
      (pair) =>
        pair?.userSecret === user &&
        (organizationSecret === undefined || pair.organizationSecret === organizationSecret),
    );
  }
}
