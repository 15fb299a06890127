/** Where the files of a repository can be read on the web. */
export interface Published {
  /** The repository's page, without a slash at its end. */
  readonly repository: string;
  /** The tag, branch or commit whose files are meant. */
  readonly revision: string;
}

const LINK = /(!?)(\[[^\]]*\])\(([^)\s#:]+)(#[^)\s]*)?\)/g;

/**
 * The same Markdown with absolute links where it linked to files of the repository. A registry shows a package's README, but
 * has none of the files beside it: npm looks for them at the root of the default branch, other sites in the package's folder.
 * @param text Markdown that stands at the root of the repository; links to other places stay as they are
 */
export function withAbsoluteLinks(text: string, { repository, revision }: Published): string {
  return text.replace(LINK, (_link, image: string, label: string, path: string, anchor = "") => {
    // A page that shows an image is not the image.
    const view = image === "" ? "blob" : "raw";
    return `${image}${label}(${repository}/${view}/${revision}/${path.replace(/^\.\//, "")}${anchor})`;
  });
}
