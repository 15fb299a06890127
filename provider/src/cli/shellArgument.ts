/** An argument, quoted for a shell if necessary. */
export function shellArgument(text: string): string {
  if (/^[\w./:@\\-]+$/.test(text)) return text;
  // Between double quotes a shell would put a variable in the place of ${VERSION}.
  return /[$`]/.test(text) ? `'${text.replaceAll("'", "'\\''")}'` : JSON.stringify(text);
}
