import { elementCall } from "../server/access";
import type { Routes } from "../server/call";
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
export const platformRoutes: Routes = {
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
export const elementRoutes: Routes = {
  "GET /hubs/{hub}/ping": elementCall(ping),
  "GET /ping": elementCall(ping),
  "GET /hubs/{hub}/objects": elementCall(objects, true),
  "GET /objects": elementCall(objects, true),
  "GET /hubs/{hub}/{resource}": elementCall(vendorRecords),
};

/** Without a hub, an element call looks like any other path, so it matches only if the platform has no such path. */
export const bareElementRoutes: Routes = { "GET /{resource}": elementCall(vendorRecords) };
