/** What the platform says about the instance that a token belongs to. */
export interface Ping {
  /** The element's key. */
  readonly endpoint: string;
  readonly dateTime: string;
}

/**
 * Asks Act! 365, through the instance, whether it is there.
 * @param authorization the header's value, with the instance's token
 * @throws Error with the status of any answer but 200
 */
export async function ping(
  authorization: string,
  baseUrl = "https://api.cloud-elements.com/elements/api-v2",
): Promise<Ping> {
  const response = await fetch(`${baseUrl}/hubs/crm/ping`, { headers: { authorization } });
  if (!response.ok) throw new Error(`GET /hubs/crm/ping returned ${response.status}`);
  return (await response.json()) as Ping;
}
