import type * as pulumi from "@pulumi/pulumi";
import { api, type PlatformInstance, statusOf } from "./api";

interface Inputs {
  readonly name: string;
  readonly apiKey: string;
  readonly developerKey: string;
  readonly tags: string[];
}

interface State extends Inputs {
  readonly instanceId: string;
  readonly token: string;
  readonly createdDate: string;
  readonly valid: boolean;
}

/** What the platform returns and what it masks, together. */
function stateOf(instance: PlatformInstance, inputs: Inputs): State {
  return {
    name: instance.name,
    apiKey: instance.configuration["username"] ?? inputs.apiKey,
    developerKey: inputs.developerKey,
    tags: instance.tags ?? [],
    instanceId: String(instance.id),
    token: instance.token,
    createdDate: instance.createdDate,
    valid: instance.valid,
  };
}

function sameTags(a: string[] = [], b: string[] = []): boolean {
  return [...a].sort().join("\n") === [...b].sort().join("\n");
}

function sameKeys(olds: Inputs, news: Inputs): boolean {
  return olds.apiKey === news.apiKey && olds.developerKey === news.developerKey;
}

/** Serialized into the state of every resource, with all that it refers to. */
export const provider: pulumi.dynamic.ResourceProvider<Inputs, State> = {
  async check(_olds, news) {
    const failures: pulumi.dynamic.CheckFailure[] = [];
    for (const property of ["name", "apiKey", "developerKey"] as const) {
      if (!news[property]) failures.push({ property, reason: `${property} must be a text that is not empty` });
    }
    return { inputs: news, failures };
  },

  async diff(_id, olds, news) {
    const same = olds.name === news.name && sameTags(olds.tags, news.tags) && sameKeys(olds, news);
    return { changes: !same };
  },

  async create(inputs) {
    const instance = await api("POST", "/instances", {
      element: { key: "actessentials" },
      name: inputs.name,
      tags: inputs.tags,
      configuration: { username: inputs.apiKey, password: inputs.developerKey },
    });
    const state = stateOf(instance, inputs);
    return { id: state.instanceId, outs: state };
  },

  async read(id, state): Promise<pulumi.dynamic.ReadResult> {
    try {
      const now = stateOf(await api("GET", `/instances/${id}`), state as State);
      const { name, apiKey, developerKey, tags } = now;
      return { id, props: now, inputs: { name, apiKey, developerKey, tags } };
    } catch (error) {
      if (statusOf(error) === 404) return {};
      throw error;
    }
  },

  async update(id, olds, news) {
    const body = { name: news.name, tags: news.tags };
    if (sameKeys(olds, news)) return { outs: stateOf(await api("PATCH", `/instances/${id}`, body), news) };
    const configuration = { username: news.apiKey, password: news.developerKey };
    const whole = { ...body, element: { key: "actessentials" }, configuration };
    return { outs: stateOf(await api("PUT", `/instances/${id}`, whole), news) };
  },

  async delete(id) {
    try {
      await api("DELETE", `/instances/${id}`);
    } catch (error) {
      if (statusOf(error) !== 404) throw error;
    }
  },
};
