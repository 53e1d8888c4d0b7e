/** Makes a TypeScript file one that `node` runs, for tests that need another process (to kill it, say). */
import { randomUUID } from "node:crypto";
import { basename, join } from "node:path";
import { build } from "esbuild";

/** Packages stay outside, so the result stands where node finds them. Answers its path. */
export async function bundleScript(entry: string): Promise<string> {
  const name = `${basename(entry, ".ts")}-${randomUUID()}.mjs`;
  const outfile = join(process.cwd(), "node_modules", ".cache", "vafa", "scripts", name);
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "error",
  });
  return outfile;
}
