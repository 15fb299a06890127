import { allFolders } from "./folder";
import { type SessionOptions, withSession } from "./session";

/** Deletes the instance, then the stack with all of its folder. Returns whether that succeeded. */
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
  process.stdout.write(`The stack and ${folder.name}/ were removed, too.\n`);
  return true;
}

/** The same for every language that there is something of. */
export async function destroyAll(options: SessionOptions): Promise<boolean> {
  const there = allFolders(options.folder.checkout).filter(({ exists }) => exists);
  for (const folder of there.length > 0 ? there : [options.folder]) {
    if (!(await destroy({ ...options, folder }))) return false;
  }
  return true;
}
