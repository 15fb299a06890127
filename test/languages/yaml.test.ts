import { everyVerb, importOf } from "./everyVerb";
import { languageStage } from "./stage";

test("a program in YAML creates, leaves alone, changes, repairs and deletes an instance, and takes over an imported one", async () => {
  const stage = await languageStage("yaml");
  await everyVerb(stage);
  stage.retag("sales");
  await importOf(stage);
});
