/**
 * What a name must hold to tell of a credential: better one secret too many. Words are joined by dots in configuration
 * keys, by underscores or hyphens elsewhere, or not at all. What the less obvious ones hold:
 * - headers: the credentials of a callback's receiver; cookie: a session.
 * - jks: a Java key store, with the private keys in it.
 * - instance.variables: whatever an element's own scripts need, credentials included.
 * - providerdata: all that an OAuth vendor answered; propertyvalue: the value of any key, the secret ones included.
 */
const WORDS =
  /password|passphrase|secret|token|signature|credential|authorization|headers|cookie|(?:api|access|private|developer)[._-]?key|(?:^|[._-])jks$|instance[._-]?variables|provider[._-]?data|property[._-]?value/i;

/** Elements such as Act! 365 keep an API key there. The user name that a callback presents to its receiver is none. */
const USERNAME = /(?<!basic\.)username$/i;

/**
 * Whether the value under this name is a credential, judged by the name alone: of a configuration key, a JSON member, a
 * header or a query parameter. The one list of such names, for what is secret in the state, in messages, and in the
 * simulator (whose build copies this file, hence it imports nothing).
 */
export function isSecretName(name: string): boolean {
  return WORDS.test(name) || USERNAME.test(name);
}
