/**
 * What the plugin evaluates to find the provider. It is in every state, and states live for years, so this text, the
 * package's name, its subpath and the name `provider` never change.
 */
export const PROVIDER_TEXT = 'exports.handler=()=>require("pulumi-act365/provider").provider;';

/** The resource's type in every state. */
export const TYPE = "pulumi-nodejs:dynamic/act365:Act365Instance";

/** The plugin's package, which programs of every language import: in types, in settings, in the executable's name. */
export const PACKAGE = "act365";

/** The resource's type in the states of the provider plugin, the other front end. */
export const PLUGIN_TYPE = `${PACKAGE}:index:Instance`;

/** The types that an instance has in states, whichever front end made it. */
export const TYPES: readonly unknown[] = [TYPE, PLUGIN_TYPE];
