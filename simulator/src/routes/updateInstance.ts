import { elementOf, nameOf, reprovisions, tagsOf } from "../instances/body";
import { configurationOf, mergedConfiguration, requireKeys } from "../instances/configuration";
import { requireVendor, waitForVendor } from "../instances/vendor";
import { instanceView } from "../instances/view";
import { noInstance } from "../server/access";
import { type Handler, type InstanceCall, jsonBody } from "../server/call";

/**
 * PUT and PATCH of an instance. Both merge: what the body leaves out stays (the documented PUT holds name and tags only),
 * tags are replaced as a whole, configuration key by key. Id and token stay (asserted by the platform makers' own API
 * tests). With configuration or providerData the instance is provisioned again, unless the query says
 * `reAuthenticate=false`; whether PATCH does that on the real platform is not known. Members that only the platform sets
 * are ignored, so that a response can be sent back as it is; so is an element when the path names one, as in POST.
 */
export const updateInstance: Handler<InstanceCall> = async (call) => {
  const { platform, organization, instance, query, params } = call;
  const { store, options } = platform;
  const body = jsonBody(call);
  const name = nameOf(body);
  const tags = tagsOf(body);
  const given = configurationOf(body);
  const named = params["key"] === undefined ? elementOf(body) : undefined;
  const element = store.catalogue.get(named ?? instance.elementKey);
  const again = reprovisions(body, query);
  const configuration = () =>
    mergedConfiguration(element, instance.configuration, given ?? {}, options.maskStoredLiterally);
  if (given) requireKeys(element, configuration());

  if (again) {
    await waitForVendor(platform);
    if (!store.byId(instance.id)) throw noInstance(instance.id);
    requireVendor(platform, configuration());
  }

  // Merged only now: another update may have come in between.
  instance.elementKey = element.key;
  store.configure(instance, configuration());
  if (name !== undefined) instance.name = name;
  if (tags !== undefined) instance.tags = tags;
  // As after creating, whatever the vendor says: `valid` is true in practice in what is known of the platform's responses.
  if (again) instance.valid = true;
  store.changed();
  return { json: instanceView(platform, organization, instance) };
};
