import { isReleasedIn, problemsOfChangelog } from "./changelog";

/** What a release is made of. */
export interface Release {
  /** The tag, such as `v1.2.3`. */
  readonly tag: string;
  /** The versions in the package.json of each package that is published. */
  readonly versions: Readonly<Record<string, string>>;
  /** The text of CHANGELOG.md. */
  readonly changelog: string;
}

/** What speaks against publishing this; empty where nothing does. */
export function problemsOfRelease({ tag, versions, changelog }: Release): string[] {
  const version = tag.replace(/^v/, "");
  return [
    ...(/^v\d+\.\d+\.\d+$/.test(tag) ? [] : [`the tag ${tag} is not a version such as v1.2.3`]),
    ...Object.entries(versions)
      .filter(([, found]) => found !== version)
      .map(([name, found]) => `${name} is ${found}, and the tag is ${tag}`),
    ...problemsOfChangelog(changelog).map((problem) => `CHANGELOG.md: ${problem}`),
    ...(isReleasedIn(changelog, version) ? [] : [`CHANGELOG.md: there is no section [${version}] with a date`]),
  ];
}
