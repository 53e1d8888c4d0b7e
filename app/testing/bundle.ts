/** Bundles one TypeScript file for a Node process of its own; npm packages stay outside. */
import { mkdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { build } from "esbuild";

/** @returns the path of the bundle, inside node_modules so that packages are found from there. */
export async function bundleForNode(entry: string): Promise<string> {
  const folder = join(process.cwd(), "node_modules", ".cache", "vafa", `bundle-${process.pid}`);
  await mkdir(folder, { recursive: true });
  const outfile = join(folder, `${basename(entry, ".ts")}.mjs`);
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    logLevel: "warning",
  });
  return outfile;
}
