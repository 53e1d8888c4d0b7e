/**
 * Bundles this extension as the Shopify CLI does (every target in one script that announces itself by `shopify.extend`), for
 * the sandbox and for the size test. Not part of the extension.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { parse } from "smol-toml";
import * as z from "zod/mini";

/** What Shopify takes at most, compressed. */
export const SIZE_LIMIT = 64 * 1024;

const configSchema = z.object({
  api_version: z.string(),
  extensions: z.array(
    z.object({
      handle: z.string(),
      targeting: z.array(z.object({ target: z.string(), module: z.string() })),
      settings: z.object({ fields: z.array(z.object({ key: z.string(), type: z.string() })) }),
    }),
  ),
});

export interface Bundle {
  readonly script: string;
  readonly targets: readonly string[];
  readonly compressedBytes: number;
}

/** @param directory of this extension; given, because whoever bundles may itself be bundled and lie elsewhere. */
export async function readConfig(directory: string) {
  const text = await readFile(join(directory, "shopify.extension.toml"), "utf8");
  const { extensions, api_version: apiVersion } = configSchema.parse(parse(text));
  const [extension] = extensions;
  if (!extension) throw new Error("shopify.extension.toml names no extension");
  return { ...extension, apiVersion };
}

/** @param appUrl where the app answers; empty for the server that also serves the page. */
export async function bundleExtension(directory: string, appUrl: string): Promise<Bundle> {
  const { targeting } = await readConfig(directory);
  const entry = targeting
    .map(({ target, module }, at) => {
      const name = `target${at}`;
      return `import ${name} from ${JSON.stringify(module)};\nshopify.extend(${JSON.stringify(target)}, (...args) => ${name}(...args));`;
    })
    .join("\n");
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: directory, loader: "tsx" },
    bundle: true,
    write: false,
    minify: true,
    target: "es6",
    format: "iife",
    jsx: "automatic",
    jsxImportSource: "preact",
    legalComments: "none",
    define: {
      "process.env.NODE_ENV": '"production"',
      "process.env.APP_URL": JSON.stringify(appUrl),
    },
    logLevel: "error",
  });
  const script = outputFiles[0]?.text ?? "";
  return {
    script,
    targets: targeting.map(({ target }) => target),
    compressedBytes: gzipSync(script, { level: 9 }).length,
  };
}
