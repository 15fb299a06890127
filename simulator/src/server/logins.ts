import type { SimulatedOrganization } from "../api";
import { base64Secret, hex, type Random } from "../random";
import type { MadeUpSecrets } from "../settings";
import type { SecretList } from "../store/secretList";

/** The two secrets of a caller. */
export interface SecretPair {
  readonly userSecret: string;
  readonly organizationSecret: string;
}

/**
 * Logins by name and password, which the platform makers' own API tests begin with. Any name and password will do. A
 * login hands out the secrets that the simulator made up; secrets that it was told may open the real platform, so in
 * their place a login gets others that open only this simulator.
 */
export class Logins {
  private readonly tokens = new Map<string, SimulatedOrganization>();
  private readonly standIns = new Map<number, SecretPair>();

  constructor(
    private readonly organizations: readonly SimulatedOrganization[],
    private readonly madeUp: readonly MadeUpSecrets[],
    private readonly random: Random,
    /** Takes what logins give out. */
    private readonly secrets: SecretList,
  ) {}

  /** Logs in to the first organization and returns the token for `Bearer`. */
  logIn(): string {
    const token = base64Secret(this.random);
    this.secrets.add(token);
    const [first] = this.organizations;
    if (first) this.tokens.set(token, first);
    return token;
  }

  /** The organization of a login's token. */
  byToken(token: string): SimulatedOrganization | undefined {
    return this.tokens.get(token);
  }

  /** The secrets that a login may see. */
  secretsOf(organization: SimulatedOrganization): SecretPair {
    const made = this.madeUp.find(({ id }) => id === organization.id);
    const standIn = this.standIns.get(organization.id) ?? {
      userSecret: made?.userSecret ?? base64Secret(this.random),
      organizationSecret: made?.organizationSecret ?? hex(this.random, 32),
    };
    this.standIns.set(organization.id, standIn);
    this.secrets.add(standIn.userSecret, standIn.organizationSecret);
    return standIn;
  }

  /** Whether two secrets are an organization's own, or those of a login to it. */
  accepts(organization: SimulatedOrganization, user: string, organizationSecret: string | undefined): boolean {
    return [organization, this.standIns.get(organization.id)].some(
      (pair) =>
        pair?.userSecret === user &&
        (organizationSecret === undefined || pair.organizationSecret === organizationSecret),
    );
  }
}
