import { elementCall } from "../server/access";
import { readAuthorization } from "../server/authorization";
import type { Call, Routes } from "../server/call";
import { type Match, Router, unknownPath } from "../server/router";
import { configurationItemRoutes } from "./configurationItems";
import { customElementRoutes } from "./customElements";
import { documentRoutes } from "./documents";
import { objects, ping, vendorRecords } from "./elementCalls";
import { catalogueRoutes } from "./elements";
import { instanceRoutes } from "./instances";
import { oauthRoutes } from "./oauth";
import { organizationRoutes } from "./organizations";
import { usageRoutes } from "./usage";

/** Every path of the platform that the simulator knows. */
const platformRoutes: Routes = {
  ...instanceRoutes,
  ...configurationItemRoutes,
  ...documentRoutes,
  ...catalogueRoutes,
  ...customElementRoutes,
  ...oauthRoutes,
  ...organizationRoutes,
  ...usageRoutes,
};

/** Calls that the platform passes on to the vendor. The hub is ignored (asserted by the makers' own API tests). */
const elementRoutes: Routes = {
  "GET /hubs/{hub}/ping": elementCall(ping),
  "GET /ping": elementCall(ping),
  "GET /hubs/{hub}/objects": elementCall(objects, true),
  "GET /objects": elementCall(objects, true),
  "GET /hubs/{hub}/{resource}": elementCall(vendorRecords),
};

/** Without a hub, an element call looks like any other path, so it matches only if the platform has no such path. */
const bareElementRoutes: Routes = { "GET /{resource}": elementCall(vendorRecords) };

const routers = [new Router(platformRoutes), new Router(elementRoutes)];
const bareRouter = new Router(bareElementRoutes);

/** The handler of a call. An unserved element call checks the credentials first, like a served one: a choice. */
export function route(call: Call): Match {
  try {
    return routeOf(call);
  } catch (error) {
    if (!call.path.startsWith("/hubs/")) throw error;
    return { handler: elementCall(() => Promise.reject(error)), params: {} };
  }
}

function routeOf({ method, path, headers }: Call): Match {
  const { Element } = readAuthorization(headers);
  for (const router of Element === undefined ? routers : [...routers, bareRouter]) {
    const found = router.find(method, path);
    if (found) return found;
  }
  throw unknownPath();
}
