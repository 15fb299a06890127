import { everyVerb, importOf } from "./everyVerb";
import { languageStage } from "./stage";

test("a program in Python creates, leaves alone, changes, repairs and deletes an instance, and takes over an imported one", async () => {
  const stage = await languageStage("python");
  await everyVerb(stage);
  stage.retag("sales");
  await importOf(stage);
});
