import * as pulumi from "@pulumi/pulumi";

/** A value of the stack configuration, as the program sees it. May be secret. @param key with its namespace */
export function stackConfiguration(key: string): string | undefined {
  const [namespace, name = ""] = key.split(":");
  return new pulumi.Config(namespace).get(name);
}
