import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * Whether a request comes from the platform: its header `Elements-Webhook-Signature` is `sha256=` and the base64 of the
 * HMAC-SHA256 of the body.
 * @param body the body as it was received; parsed and printed again, it may have other bytes
 * @param header the header's value; undefined where there is none
 * @param key the `signatureKey` of the instance's events
 */
export function isSigned(body: Buffer, header: string | undefined, key: string): boolean {
  const expected = Buffer.from(`sha256=${createHmac("sha256", key).update(body).digest("base64")}`);
  const given = Buffer.from(header ?? "");
  // Compared in constant time, so that nobody can find a signature byte by byte.
  return given.length === expected.length && timingSafeEqual(given, expected);
}
