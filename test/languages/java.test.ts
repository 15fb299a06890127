import { everyVerb, importOf } from "./everyVerb";
import { setUpLanguage } from "./setUp";

test("a program in Java creates, leaves alone, changes, repairs and deletes an instance", async () => {
  await everyVerb(await setUpLanguage("java"));
});

test("a program in Java goes on with an instance that was imported", async () => {
  await importOf(await setUpLanguage("java"));
});
