import { gzipSync } from "node:zlib";
import { parseInstance } from "../../provider/src/platform/instance";
import { parseJson } from "../../provider/src/util/json";
import type { Body } from "./bodies";
import type { OddResponse, Placeholders } from "./oddResponse";

/** The bytes on the wire, from the status line on. */
export function wire({ status, headers, body, framing }: OddResponse, placeholders: Placeholders): Buffer {
  const content = bytesOf(body, placeholders);
  const lines = headers.map(([name, value]) => `${name}: ${filled(value, placeholders)}`);
  const head = (...more: string[]) =>
    Buffer.from(`HTTP/1.1 ${status} Odd\r\n${[...lines, ...more].map((line) => `${line}\r\n`).join("")}\r\n`, "latin1");
  switch (framing) {
    case "exact":
      return Buffer.concat([head(`content-length: ${content.length}`), content]);
    case "announces more":
    case "never ends":
      return Buffer.concat([head(`content-length: ${content.length + 10}`), content]);
    case "announces less":
      return Buffer.concat([head(`content-length: ${Math.floor(content.length / 2)}`), content]);
    case "chunked":
      return Buffer.concat([head("transfer-encoding: chunked"), chunk(content), chunk(Buffer.alloc(0))]);
    case "broken chunks":
      return Buffer.concat([head("transfer-encoding: chunked"), chunk(content), Buffer.from("zz\r\n")]);
    case "unframed":
      return Buffer.concat([head("connection: close"), content]);
  }
}

function chunk(content: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${content.length.toString(16)}\r\n`), content, Buffer.from("\r\n")]);
}

function bytesOf(body: Body, placeholders: Placeholders): Buffer {
  switch (body.kind) {
    case "bytes":
      return Buffer.from(body.bytes);
    case "page":
      return Buffer.from(`<html><body>${filled(body.text, placeholders)}</body></html>`);
    case "nested":
      return Buffer.from(nested(body, placeholders));
    case "long":
      return Buffer.from(long(body, placeholders));
    case "json":
      return coded(filled(body.text, placeholders), body.coding);
  }
}

function coded(text: string, coding: "plain" | "bom" | "utf16" | "gzip" | "cut"): Buffer {
  if (coding === "utf16") return Buffer.from(`\uFEFF${text}`, "utf16le");
  if (coding === "gzip") return gzipSync(text);
  if (coding === "cut") return Buffer.from(text.slice(0, text.length / 2));
  return Buffer.from(coding === "bom" ? `\uFEFF${text}` : text);
}

function nested({ depth, inside }: Extract<Body, { kind: "nested" }>, { ID }: Placeholders): string {
  const arrays = "[".repeat(depth) + "]".repeat(depth);
  if (inside === "array") return arrays;
  const objects = `${'{"a":'.repeat(depth)}0${"}".repeat(depth)}`;
  if (inside === "object") return objects;
  const value = inside === "configuration" ? arrays : JSON.stringify(objects);
  return `{"id":${ID},"configuration":{"event.notification.enabled":"true","event.poller.configuration":${value}}}`;
}

function long({ member, length }: Extract<Body, { kind: "long" }>, { ID }: Placeholders): string {
  if (member === "id") return `{"id":${"9".repeat(length)}}`;
  const value =
    member === "tags" ? Array.from({ length: length / 10 }, (_, index) => `tag${index}`) : "x".repeat(length);
  return JSON.stringify({ id: Number(ID), [member]: value });
}

function filled(text: string, placeholders: Placeholders): string {
  return Object.entries(placeholders).reduce((result, [name, value]) => result.replaceAll(`%${name}%`, value), text);
}

/** Whether a list in such a response tells of nothing but whole instances: then it is believed, even if it is a lie. */
export function isBelievableList({ status, body }: OddResponse, placeholders: Placeholders): boolean {
  if (status >= 300 || body.kind !== "json") return false;
  const items = parseJson(filled(body.text, placeholders));
  return Array.isArray(items) && items.every((item) => Array.isArray(parseInstance(item)?.tags));
}
