/** Bundles this function as one script, as Shopify's CLI gives it to Javy, for the sandbox and for the size test. Not part of the extension. */
import { join } from "node:path";
import { buildSync } from "esbuild";

/** What Shopify takes: the module's size, and what one run may cost, in millions of instructions. */
export const SIZE_LIMIT = 256 * 1024;
export const COST_LIMIT = 11;

/** The two runs stand on this global of the script. */
export const GLOBAL = "vafaFunction";

/** @param directory of this extension; given, because whoever bundles may itself be bundled and lie elsewhere. */
export function bundleFunction(directory: string): string {
  const { outputFiles } = buildSync({
    entryPoints: [join(directory, "src", "index.ts")],
    bundle: true,
    write: false,
    minify: true,
    format: "iife",
    globalName: GLOBAL,
    target: "es2020",
    legalComments: "none",
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}

/** Measured in Shopify's engine: 0.27 M whatever is asked, and about 0.05 M for three fields of an object. */
export function estimatedCost(fields: number): number {
  return 0.27 + (fields / 3) * 0.05;
}
