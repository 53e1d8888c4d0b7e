/**
 * Bundles what the windows with extensions run: the real extensions as Shopify's CLI would, and the two scripts around them (the frame's
 * and the page's). A fraction of a second each, so it is done when one is first asked for.
 */
import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { build } from "esbuild";
import * as z from "zod/mini";
import { bundleExtension } from "../../../extensions/shared/bundle";
import { projectPath, sandboxFile } from "../paths";
import type { Locale } from "../state/types";

/** Each bundle that runs in a frame: the folder of its extension, and its handle where the folder has several. */
const EXTENSIONS = {
  extension: { folder: "loyalty-checkout" },
  account: { folder: "loyalty-account", handle: "loyalty-account" },
  "account-blocks": { folder: "loyalty-account", handle: "loyalty-account-blocks" },
  admin: { folder: "loyalty-admin", handle: "loyalty-admin" },
  "admin-action": { folder: "loyalty-admin", handle: "loyalty-admin-adjust" },
} as const satisfies Record<string, { readonly folder: string; readonly handle?: string }>;
export type ExtensionName = keyof typeof EXTENSIONS;

const folderOf = (name: ExtensionName): string => projectPath("extensions", EXTENSIONS[name].folder);
const OUTPUT = projectPath("build", "extensions");

/** A script by its file's name, without ".js"; null when there is none of that name. */
export async function buildScript(name: string): Promise<string | null> {
  const script = await scriptOf(name);
  if (script === null) return null;
  await mkdir(OUTPUT, { recursive: true });
  await writeFile(`${OUTPUT}/${name}.js`, script);
  return script;
}

const isExtension = (name: string): name is ExtensionName => Object.hasOwn(EXTENSIONS, name);

async function scriptOf(name: string): Promise<string | null> {
  if (name === "frame" || name === "page") return bundleScript(name);
  if (!isExtension(name)) return null;
  const where = { directory: folderOf(name), ...EXTENSIONS[name] };
  // No address: the app answers on the server that serves the frame.
  return (await bundleExtension(where, "")).script;
}

async function bundleScript(side: "frame" | "page"): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [sandboxFile("checkout", side, "main.ts")],
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    target: "es2022",
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}

/** The extension's own words in one language, from its locale files. */
export function extensionWords(name: ExtensionName, locale: Locale): Record<string, unknown> {
  const file = `${folderOf(name)}/locales/${locale === "en" ? "en.default" : locale}.json`;
  return z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(file, "utf8")));
}
