import { elementOf, nameOf, reprovisions, tagsOf } from "../instances/body";
import { configurationOf, mergedConfiguration, requireKeys } from "../instances/configuration";
import { notFound } from "../platformError";
import type { InstanceCall } from "../server/access";
import { jsonBody } from "../server/request";
import { shownInstance } from "./shownInstance";
import { requireVendor, waitForVendor } from "./vendor";

/**
 * PUT and PATCH of an instance. Both merge: what the body leaves out stays (the documented PUT holds name and tags only),
 * tags are replaced as a whole, configuration key by key. Id and token stay (asserted by the platform makers' own API
 * tests). With configuration or providerData the instance is provisioned again, unless the query says
 * `reAuthenticate=false`; whether PATCH does that on the real platform is not known. Members that only the platform sets
 * are ignored, so that an answer can be sent back as it is; so is an element when the path names one, as in POST.
 */
export const updateInstance: InstanceCall = async (request, platform, organization, instance) => {
  const body = jsonBody(request);
  const name = nameOf(body);
  const tags = tagsOf(body);
  const given = configurationOf(body);
  const named = request.params["key"] === undefined ? elementOf(body) : undefined;
  const element = platform.store.catalogue.get(named ?? instance.elementKey);
  const again = reprovisions(body, request.query);
  const configuration = () =>
    mergedConfiguration(element, instance.configuration, given ?? {}, platform.settings.maskStoredLiterally);
  if (given) requireKeys(element, configuration());

  if (again) {
    await waitForVendor(platform);
    if (!platform.store.byId(instance.id)) throw notFound(`No element instance found with ID ${instance.id}`);
    requireVendor(platform, configuration());
  }

  // Merged only now: another update may have come in between.
  instance.elementKey = element.key;
  platform.store.configure(instance, configuration());
  if (name !== undefined) instance.name = name;
  if (tags !== undefined) instance.tags = tags;
  // As after creating, whatever the vendor says: `valid` is true in practice in what is known of the platform's answers.
  if (again) instance.valid = true;
  platform.store.changed();
  return { json: shownInstance(platform, organization, instance), changed: true };
};
