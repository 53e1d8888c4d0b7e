/** Where the project lies, seen from the bundle in build/sandbox as well as from the sources. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder with shopify.app.toml's neighbours: the nearest one above this file that has package.json. */
function findRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json"))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error("the sandbox does not find its project: no package.json above it");
    folder = parent;
  }
  return folder;
}

export const projectRoot = findRoot();

export function projectPath(...parts: readonly string[]): string {
  return join(projectRoot, ...parts);
}

/** A file of the sandbox that is served or read as it is. */
export function sandboxFile(...parts: readonly string[]): string {
  return projectPath("app", "sandbox", ...parts);
}

export function readSandboxText(...parts: readonly string[]): string {
  return readFileSync(sandboxFile(...parts), "utf8");
}
