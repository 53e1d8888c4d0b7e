/**
 * Bundles a UI extension as the Shopify CLI does (every target in one script that announces itself by `shopify.extend`), for
 * the sandbox and for the size tests. Not part of any extension.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { parse } from "smol-toml";
import * as z from "zod/mini";

/** What Shopify takes at most, compressed; of a whole page of the customer account, twice that. */
export const SIZE_LIMIT = 64 * 1024;
export const PAGE_SIZE_LIMIT = 128 * 1024;

const configSchema = z.object({
  api_version: z.string(),
  extensions: z.array(
    z.object({
      handle: z.string(),
      targeting: z.array(z.object({ target: z.string(), module: z.string() })),
      settings: z.optional(z.object({ fields: z.array(z.object({ key: z.string(), type: z.string() })) })),
    }),
  ),
});

export interface Bundle {
  readonly script: string;
  readonly targets: readonly string[];
  readonly compressedBytes: number;
}

export interface Where {
  /** Of the extension; given, because whoever bundles may itself be bundled and lie elsewhere. */
  readonly directory: string;
  /** Which of the extensions its file names; the first, unless told. */
  readonly handle?: string;
}

export async function readConfig({ directory, handle }: Where) {
  const text = await readFile(join(directory, "shopify.extension.toml"), "utf8");
  const { extensions, api_version: apiVersion } = configSchema.parse(parse(text));
  const extension = handle === undefined ? extensions[0] : extensions.find((one) => one.handle === handle);
  if (!extension) throw new Error(`${directory}/shopify.extension.toml names no such extension`);
  return { ...extension, apiVersion };
}

/** @param appUrl where the app answers; empty for the server that also serves the page. */
export async function bundleExtension(where: Where, appUrl: string): Promise<Bundle> {
  const { targeting } = await readConfig(where);
  const entry = targeting
    .map(({ target, module }, at) => {
      const name = `target${at}`;
      return `import ${name} from ${JSON.stringify(module)};\nshopify.extend(${JSON.stringify(target)}, (...args) => ${name}(...args));`;
    })
    .join("\n");
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: where.directory, loader: "tsx" },
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
