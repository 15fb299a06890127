import { startPlugin } from "../../test/support/plugin";
import { declaration, type ProviderName } from "./plugins";

/** Seconds until a new plugin process has responded to its first check, which is when it loads the provider. */
export async function timeStartUp(provider: ProviderName): Promise<number> {
  const began = process.hrtime.bigint();
  const plugin = await startPlugin();
  await plugin.check({}, declaration(provider, "crm"));
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  await plugin.stop();
  return seconds;
}
