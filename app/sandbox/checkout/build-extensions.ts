/**
 * Bundles what the checkout window runs: the real extension as Shopify's CLI would, and the two scripts around it (the frame's
 * and the page's). A fraction of a second, so it is done when the window is first opened.
 */
import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { build } from "esbuild";
import * as z from "zod/mini";
import { type Bundle, bundleExtension } from "../../../extensions/shared/bundle";
import { projectPath, sandboxFile } from "../paths";
import type { Locale } from "../state/types";

export const EXTENSION = projectPath("extensions", "loyalty-checkout");
const OUTPUT = projectPath("build", "extensions", "loyalty-checkout");

export interface BuiltExtensions {
  readonly extension: Bundle;
  /** File name → script, as they are served. */
  readonly scripts: ReadonlyMap<string, string>;
}

export async function buildExtensions(): Promise<BuiltExtensions> {
  const [extension, frame, page] = await Promise.all([
    // No address: the app answers on the server that serves the frame.
    bundleExtension({ directory: EXTENSION }, ""),
    bundleScript("frame"),
    bundleScript("page"),
  ]);
  const scripts = new Map([
    ["extension.js", extension.script],
    ["frame.js", frame],
    ["page.js", page],
  ]);
  await mkdir(OUTPUT, { recursive: true });
  for (const [name, script] of scripts) await writeFile(`${OUTPUT}/${name}`, script);
  return { extension, scripts };
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
export function extensionWords(locale: Locale): Record<string, unknown> {
  const file = `${EXTENSION}/locales/${locale === "en" ? "en.default" : locale}.json`;
  return z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(file, "utf8")));
}
