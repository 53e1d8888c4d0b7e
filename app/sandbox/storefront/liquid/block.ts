/**
 * A block of the theme app extension, rendered as Shopify does: its schema gives the settings their defaults and names the style
 * sheet and script, which are then on the page once however many blocks ask for them.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { projectPath } from "../../paths";
import type { Locale, SandboxShop } from "../../state/types";
import { createEngine } from "./engine";

export const EXTENSION = projectPath("extensions", "loyalty-theme");
export const EXTENSION_ASSETS = "/sandbox/storefront/extension";

export const blockNames = [
  "loyalty-balance",
  "loyalty-earn-hint",
  "loyalty-rewards",
  "loyalty-referral",
  "loyalty-earn-more",
  "loyalty-membership",
  "loyalty-launcher",
] as const;
export type BlockName = (typeof blockNames)[number];

const schemaShape = z.object({
  name: z.string(),
  target: z.enum(["section", "body"]),
  stylesheet: z.optional(z.string()),
  javascript: z.optional(z.string()),
  settings: z.array(
    z.object({
      id: z.optional(z.string()),
      default: z.optional(z.union([z.string(), z.number(), z.boolean()])),
    }),
  ),
});
export type BlockSchema = z.infer<typeof schemaShape>;

export interface BlockSource {
  readonly schema: BlockSchema;
  /** Liquid without its schema, which is never printed. */
  readonly liquid: string;
}

const schemaTag = /\{%-?\s*schema\s*-?%\}([\s\S]*?)\{%-?\s*endschema\s*-?%\}/;

export function readBlock(name: BlockName): BlockSource {
  const text = readFileSync(join(EXTENSION, "blocks", `${name}.liquid`), "utf8");
  const schema = schemaTag.exec(text)?.[1];
  if (schema === undefined) throw new Error(`the block ${name} has no schema`);
  return { schema: schemaShape.parse(JSON.parse(schema)), liquid: text.replace(schemaTag, "") };
}

export interface BlockRenderer {
  render(name: BlockName, globals: object, settings?: Readonly<Record<string, unknown>>): string;
}

/** Renders the blocks for one shop and language. */
export function blockRenderer(shop: SandboxShop, locale: Locale): BlockRenderer {
  const engine = createEngine({
    folder: EXTENSION,
    shop,
    locale,
    assetsAt: EXTENSION_ASSETS,
    localMoney: false,
  });
  const parsed = new Map(
    blockNames.map((name) => {
      const { schema, liquid } = readBlock(name);
      return [name, { schema, template: engine.parse(liquid, `${name}.liquid`) }] as const;
    }),
  );
  return {
    render(name, globals, settings = {}) {
      const block = parsed.get(name);
      if (block === undefined) throw new Error(`no block ${name}`);
      const scope = {
        block: {
          id: `sandbox-${name}`,
          settings: { ...defaultsOf(block.schema), ...settings },
          shopify_attributes: `data-shopify-editor-block="${name}"`,
        },
      };
      return String(engine.renderSync(block.template, scope, { globals })).trim();
    },
  };
}

function defaultsOf(schema: BlockSchema): Record<string, unknown> {
  return Object.fromEntries(
    schema.settings.flatMap(({ id, default: value }) => (id === undefined ? [] : [[id, value]])),
  );
}
