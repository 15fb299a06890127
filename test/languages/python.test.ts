import { everyVerb, importOf } from "./everyVerb";
import { setUpLanguage } from "./setUp";

test("a program in Python creates, leaves alone, changes, repairs and deletes an instance", async () => {
  await everyVerb(await setUpLanguage("python"));
});

test("a program in Python goes on with an instance that was imported", async () => {
  await importOf(await setUpLanguage("python"));
});
