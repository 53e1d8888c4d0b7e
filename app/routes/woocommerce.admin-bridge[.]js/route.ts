/** The script that stands where Shopify's App Bridge would, for an admin that wp-admin frames. Three parts, sent as one: without their comments, and kept by the browser. */
import type { LoaderFunctionArgs } from "@remix-run/node";
import api from "./api.js?raw";
import elements from "./elements.js?raw";
import token from "./token.js?raw";

/** Comments stand on lines of their own; nothing else begins like one. */
const said = (script: string): string =>
  script
    .replaceAll(/^\s*\/\*[\s\S]*?\*\/$/gm, "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("//"))
    .join("\n");

const script = [token, elements, api].map(said).join("\n");

export function loader(_: LoaderFunctionArgs): Response {
  const headers = {
    "Content-Type": "text/javascript; charset=utf-8",
    "Cache-Control": "public, max-age=300",
  };
  return new Response(script, { headers });
}
