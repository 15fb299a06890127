import { type SessionOptions, withSession } from "./session";

/** Deletes the instance, then the stack with all of `.quickstart/`. Returns whether that succeeded. */
export async function destroy(options: SessionOptions): Promise<boolean> {
  const { folder } = options;
  if (!folder.exists) {
    process.stdout.write("There is nothing to destroy.\n");
    return true;
  }
  const destroyed = await withSession(options, ({ pulumi }) => pulumi.run(["destroy", "--yes", "--skip-preview"]));
  if (!destroyed) return false;
  // The stack lives in the folder. `pulumi stack rm` would look for its configuration at the checkout's root. The
  // simulator writes its data when it stops, so this comes after the session.
  folder.remove();
  process.stdout.write("The stack and .quickstart/ were removed, too.\n");
  return true;
}
