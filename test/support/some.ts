/** Matches every list but an empty one. */
export const SOME: unknown = expect.arrayContaining([expect.anything()]);
