/** The functions that are deployed with the app: what the toml of extensions/loyalty-discount says. */
import { readFileSync } from "node:fs";
import { parse } from "smol-toml";
import * as z from "zod";
import { projectPath } from "../paths";

export const DISCOUNT_EXTENSION = projectPath("extensions", "loyalty-discount");

const file = z.looseObject({
  extensions: z.array(
    z.looseObject({
      handle: z.string(),
      type: z.string(),
      targeting: z.array(z.looseObject({ target: z.string(), input_query: z.string(), export: z.string() })),
    }),
  ),
});
export type DeployedFunction = z.infer<typeof file>["extensions"][number];

let read: readonly DeployedFunction[] | null = null;

export function readFunctions(): readonly DeployedFunction[] {
  read ??= file
    .parse(parse(readFileSync(`${DISCOUNT_EXTENSION}/shopify.extension.toml`, "utf8")))
    .extensions.filter(({ type }) => type === "function");
  return read;
}
