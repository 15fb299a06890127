import type { Answer } from "../server/request";

/** `GET /instances/events` and `GET /instances/{id}/events`: none, and no 404 (asserted by the makers' own API tests). */
export function listEvents(): Answer {
  return { json: [] };
}
