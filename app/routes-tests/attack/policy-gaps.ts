/** What the content security policy of a document leaves open, and which of its scripts would not run under it. */
import type { Answer } from "./answers";

const policyOf = (headers: Headers): ReadonlyMap<string, readonly string[]> =>
  new Map(
    (headers.get("Content-Security-Policy") ?? "")
      .split(";")
      .map((directive) => directive.trim().split(/\s+/))
      .map(([name = "", ...sources]) => [name, sources]),
  );

/** A script that a browser would run: data of a page runs nowhere. */
const scriptsIn = (text: string): readonly string[] =>
  [...text.matchAll(/<script\b([^>]*)>/g)]
    .map(([, attributes = ""]) => attributes)
    .filter((attributes) => !/type="application\/(ld\+)?json"/.test(attributes));

export function gapsOf({ headers, text }: Pick<Answer, "headers" | "text">): readonly string[] {
  const policy = policyOf(headers);
  const of = (name: string) => policy.get(name) ?? policy.get("default-src") ?? ["*"];
  const scripts = of("script-src");
  const nonce = scripts.find((source) => source.startsWith("'nonce-"))?.slice("'nonce-".length, -1);
  const isOpen = (source: string) => /^('unsafe-|'strict-dynamic'|\*|https?:$|data:|blob:)/.test(source);
  const isOurs = (attributes: string) =>
    (nonce !== undefined && attributes.includes(`nonce="${nonce}"`)) ||
    / src="(\/(?!\/)|https:\/\/cdn\.shopify\.com\/shopifycloud\/)/.test(attributes);
  return [
    ...(policy.has("frame-ancestors") ? [] : ["anybody may frame it"]),
    ...scripts.filter(isOpen).map((source) => `scripts may come from ${source}`),
    ...(of("default-src").some(isOpen) ? ["what is not named may come from anywhere"] : []),
    ...(of("object-src").join() === "'none'" ? [] : ["plug-ins may run"]),
    ...(policy.get("base-uri")?.join() === "'none'" ? [] : ["a base may be set"]),
    ...(policy.has("form-action") ? [] : ["forms may go anywhere"]),
    ...scriptsIn(text)
      .filter((attributes) => !isOurs(attributes))
      .map((attributes) => `<script${attributes}> would not run`),
  ];
}
