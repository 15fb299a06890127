/** JavaScript of a TypeScript file, as a user's `tsc` would make it. */
export function compile(path: string): string;
