import { fillCache } from "./cache";
import type { Engine } from "./engine";
import { withProgress } from "./progress";
import type { Surroundings } from "./surroundings";
import { ENGINE_VERSION } from "./versions";

/**
 * Lets Pulumi's own installer put the engine into the cache.
 * @throws where the installer fails, as without the open internet
 */
export async function installEngine(around: Surroundings): Promise<Engine> {
  around.log(`Installing Pulumi ${ENGINE_VERSION} with Pulumi's own installer.`);
  return withProgress("installing", around, () => fillCache("installed", around, around.install));
}
