// @ts-check
/** A script of ours as one file that Node runs as fast as it runs the product: for measurements and soaks. */
import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ROOT } from "./run.mjs";

/**
 * @param {string} source from the project's folder
 * @param {string} target below build/
 * @returns {Promise<string>} where it is
 */
export async function bundle(source, target) {
  const { build } = await import("esbuild");
  const outfile = join(ROOT, "build", target);
  const { outputFiles } = await build({
    write: false,
    entryPoints: [join(ROOT, source)],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    sourcemap: "inline",
    jsx: "automatic",
    logLevel: "warning",
    absWorkingDir: ROOT,
  });
  // Put in place whole: two soaks begun at once in one folder would else read what the other has half written.
  await mkdir(dirname(outfile), { recursive: true });
  const unseen = `${outfile}.${process.pid}`;
  await writeFile(unseen, outputFiles[0]?.contents ?? "");
  await rename(unseen, outfile);
  return outfile;
}
