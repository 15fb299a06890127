import { everyVerb, importOf } from "./everyVerb";
import { setUpLanguage } from "./setUp";

test("a program in TypeScript creates, leaves alone, changes, repairs and deletes an instance", async () => {
  await everyVerb(await setUpLanguage("typescript"));
});

test("a program in TypeScript goes on with an instance that was imported", async () => {
  await importOf(await setUpLanguage("typescript"));
});
