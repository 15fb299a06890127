import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { crm, setUp } from "./setUp";

const ROOT = join(__dirname, "..", "..");

test("destroy in a clone without installed packages fails with the error that the README and docs/errors.md explain", async () => {
  const { platform, project } = await setUp(crm());
  await project.up();
  rmSync(join(project.folder, "node_modules"));
  const { output } = await project.destroy({ fails: true });
  const said = "Cannot find module '@pulumi/pulumi/cmd/dynamic-provider'";
  expect(output).toContain(said);
  expect(platform.instances()).toHaveLength(1);
  for (const page of ["README.md", join("docs", "errors.md")]) {
    expect(readFileSync(join(ROOT, page), "utf8")).toContain(`\`${said}\``);
  }
});
