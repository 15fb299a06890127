import { everyVerb, importOf } from "./everyVerb";
import { setUpLanguage } from "./setUp";

test("a program in Go creates, leaves alone, changes, repairs and deletes an instance", async () => {
  await everyVerb(await setUpLanguage("go"));
});

test("a program in Go goes on with an instance that was imported", async () => {
  await importOf(await setUpLanguage("go"));
});
