// @ts-check
/**
 * The plugin as WordPress installs it: `npm run plugin` writes build/vafa-loyalty.zip. Deterministic: the same files make the same bytes, whenever and wherever.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { zipSync } from "fflate";
import { compiled } from "./languages.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
export const PLUGIN = join(HERE, "../plugin");
export const TARGET = join(HERE, "../../build/vafa-loyalty.zip");
/** The folder it becomes in wp-content/plugins. */
export const SLUG = "vafa-loyalty";
/** What a plugin is made of. Anything else in the folder is not meant to be there. */
const PARTS = /\.(php|css|js|txt|po|mo)$/;

/** @returns {string[]} Paths inside the plugin, in one order. */
export function pluginFiles(folder = "") {
  return readdirSync(join(PLUGIN, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) return pluginFiles(path);
      if (!PARTS.test(path)) throw new Error(`${path} is not a part of a plugin`);
      return [path];
    })
    .sort();
}

/** @returns {Uint8Array} */
export function zipPlugin() {
  /** @type {Record<string, [Uint8Array, { mtime: Date }]>} */
  const parts = {};
  // The first day a zip file can name, so that no clock is in it. fflate reads it in local time.
  const mtime = new Date(1980, 0, 1);
  for (const path of pluginFiles())
    parts[`${SLUG}/${path}`] = [
      path.endsWith(".mo")
        ? compiled(path.slice(path.lastIndexOf("/") + 1).replace(/\.mo$/, ".po"))
        : readFileSync(join(PLUGIN, path)),
      { mtime },
    ];
  return zipSync(parts, { level: 9 });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(dirname(TARGET), { recursive: true });
  const zip = zipPlugin();
  writeFileSync(TARGET, zip);
  process.stdout.write(
    `build/${SLUG}.zip: ${pluginFiles().length} files, ${Math.ceil(zip.length / 1024)} KB\n`,
  );
}
