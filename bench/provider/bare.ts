import { Agent, request } from "undici";
import type { BenchPlatform, SentRequest } from "../platform/platform";
import { timePerCall } from "./concurrently";

/**
 * Sends requests that the provider has sent, with undici and nothing else.
 * @returns milliseconds for each
 */
export async function timeBareRequests(platform: BenchPlatform, requests: readonly SentRequest[]): Promise<number> {
  const {
    ACT365_BASE_URL: url,
    ACT365_USER_SECRET: user,
    ACT365_ORGANIZATION_SECRET: organization,
  } = platform.environment;
  const dispatcher = new Agent();
  const headers = {
    authorization: `User ${user}, Organization ${organization}`,
    accept: "application/json",
    "content-type": "application/json",
  };
  try {
    return await timePerCall(requests, async ({ method, path, body }) => {
      const text = body === undefined ? null : JSON.stringify(body);
      const response = await request(`${url}${path}`, { method, headers, body: text, dispatcher });
      // Only to be read and parsed: some are "none found", which is a response too.
      JSON.parse(await response.body.text());
    });
  } finally {
    await dispatcher.close();
  }
}
