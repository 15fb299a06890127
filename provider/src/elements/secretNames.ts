/**
 * Words in names that indicate a credential: too many are better than too few. Words are joined by dots in
 * configuration keys, by underscores or hyphens elsewhere, or not at all. The less obvious ones:
 * - headers: the credentials of a callback's receiver; cookie: a session.
 * - jks: a Java key store, with the private keys in it.
 * - instance.variables: anything that an element's own scripts need, including credentials.
 * - providerdata: an OAuth vendor's whole response; propertyvalue: the value of any key, including secret ones.
 */
const WORDS =
  /password|passphrase|secret|token|signature|credential|authorization|headers|cookie|(?:api|access|private|developer)[._-]?key|(?:^|[._-])jks$|instance[._-]?variables|provider[._-]?data|property[._-]?value/i;

/** Elements such as Act! 365 keep an API key there. The user name for a callback's receiver is not a secret. */
const USERNAME = /(?<!basic\.)username$/i;

/**
 * Whether the value under this name is a credential, judged only by the name of a configuration key, a JSON member, a
 * header or a query parameter. This is the only list of such names, for the state, for messages, and for the simulator
 * (whose build copies this file, so it imports nothing).
 */
export function isSecretName(name: string): boolean {
  return WORDS.test(name) || USERNAME.test(name);
}
