import { everyVerb, importOf } from "./everyVerb";
import { setUpLanguage } from "./setUp";

test("a program in Python creates, leaves alone, changes, repairs and deletes an instance, and takes over an imported one", async () => {
  const setup = await setUpLanguage("python");
  await everyVerb(setup);
  setup.retag("sales");
  await importOf(setup);
});
