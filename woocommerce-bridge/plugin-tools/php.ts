/** Real PHP 8.2 in WebAssembly, for tests of the plugin: its pure parts are run as they are, and its files are read as PHP itself reads them. */
import { execFile, execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { getPHPLoaderModule } from "@php-wasm/node-8-2";
import { loadPHPRuntime, PHP } from "@php-wasm/universal";
import * as z from "zod";
import { PLUGIN, pluginFiles } from "./zip.mjs";

export interface PhpToken {
  /** T_STRING and so on; a sign stands for itself. */
  readonly name: string;
  readonly text: string;
  readonly line: number;
}

let running: Promise<PHP> | undefined;

async function start(): Promise<PHP> {
  const php = new PHP(await loadPHPRuntime(await getPHPLoaderModule()));
  for (const path of pluginFiles()) {
    php.mkdirTree(`/plugin/${path}`.replace(/\/[^/]+$/, ""));
    php.writeFile(`/plugin/${path}`, readFileSync(join(PLUGIN, path)));
  }
  php.writeFile("/small-wordpress.php", readFileSync(new URL("./small-wordpress.php", import.meta.url)));
  return php;
}

/** What the code prints; a warning of PHP counts as a fault. */
export async function runPhp(code: string): Promise<string> {
  running ??= start();
  const php = await running;
  const strict =
    'set_error_handler(static function ($level, $text, $file, $line) { throw new ErrorException("$text in $file:$line"); });';
  const { text, errors, exitCode } = await php.run({ code: `<?php ${strict}\n${code}` });
  if (exitCode !== 0 || errors !== "") throw new Error(`PHP: ${errors}${text}`);
  return text;
}

/** Runs code that prints one JSON document, with the plugin's pure parts at hand and `$in` as told. */
export async function askPhp(parts: readonly string[], input: unknown, code: string): Promise<unknown> {
  const told = Buffer.from(JSON.stringify(input)).toString("base64");
  const loads = parts.map((part) => `require_once '/plugin/${part}';`).join("");
  const begin = `defined('ABSPATH') || define('ABSPATH', '/');${loads}$in = json_decode(base64_decode('${told}'), true);`;
  return JSON.parse(await runPhp(`${begin}\n${code}`));
}

const tokens = z.array(z.tuple([z.string(), z.string(), z.int()]));

/** The tokens of one file, parsed: a file that is no PHP is a fault. Spaces are left out. */
export async function tokensOf(path: string): Promise<readonly PhpToken[]> {
  const read = await runPhp(
    `$line = 1; $out = array();
    foreach (token_get_all(file_get_contents('/plugin/${path}'), TOKEN_PARSE) as $token) {
      if (is_array($token)) { $line = $token[2]; }
      $out[] = is_array($token) ? array(token_name($token[0]), $token[1], $line) : array($token, $token, $line);
    }
    echo json_encode($out);`,
  );
  return tokens
    .parse(JSON.parse(read))
    .map(([name, text, line]) => ({ name, text, line }))
    .filter(({ name }) => name !== "T_WHITESPACE");
}

export const phpFiles = (): readonly string[] => pluginFiles().filter((path) => path.endsWith(".php"));

/** The same of every file, by its path. */
export async function allTokens(): Promise<ReadonlyMap<string, readonly PhpToken[]>> {
  const all = new Map<string, readonly PhpToken[]>();
  for (const path of phpFiles()) all.set(path, await tokensOf(path));
  return all;
}

/** Whether a php of this machine can be asked too. */
export function phpOnThePath(): boolean {
  try {
    execFileSync("php", ["-v"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** `php -l` of one file: nothing, or what it says. */
export function lint(path: string): Promise<string> {
  return new Promise((resolve) => {
    execFile("php", ["-d", "display_errors=1", "-l", join(PLUGIN, path)], (fault, said) => {
      resolve(fault ? `${path}: ${said}` : "");
    });
  });
}
