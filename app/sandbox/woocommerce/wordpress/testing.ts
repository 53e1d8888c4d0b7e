/** The shim alone in a PHP of its own, for tests: a snippet is run behind it and what it returns comes back as JSON. */
import { getPHPLoaderModule } from "@php-wasm/node-8-2";
import { loadPHPRuntime, PHP } from "@php-wasm/universal";
import { projectPath, sandboxFile } from "../../paths";
import { FileTree } from "./file-tree";

export const PLUGIN_IN_PHP = "/wordpress/wp-content/plugins/vafa-loyalty";

export interface Bench {
  /** @param code a function's body, ending in `return …;` @param answers what PHP asks, by question. */
  run(code: string, answers?: Readonly<Record<string, unknown>>): Promise<unknown>;
  write(path: string, text: string): void;
  close(): void;
}

export async function openBench(): Promise<Bench> {
  const php = new PHP(await loadPHPRuntime(await getPHPLoaderModule()));
  const files = new FileTree(php, [
    { from: sandboxFile("woocommerce", "wordpress", "php"), to: "/sandbox" },
    { from: projectPath("woocommerce-bridge", "plugin"), to: PLUGIN_IN_PHP },
  ]);
  files.sync();
  let known: Readonly<Record<string, unknown>> = {};
  php.onMessage((message: string) => {
    const { ask } = JSON.parse(message) as { ask: string };
    return JSON.stringify({ value: known[ask] ?? null });
  });
  return {
    async run(code, answers = {}) {
      known = { request: {}, options: {}, ...answers };
      const answer = await php.run({
        code: `<?php require '/sandbox/site/load.php'; $result = (function () { ${code} })(); echo "\\n", json_encode($result, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_PARTIAL_OUTPUT_ON_ERROR);`,
      });
      return JSON.parse(answer.text.slice(answer.text.lastIndexOf("\n") + 1)) as unknown;
    },
    write(path, text) {
      php.mkdirTree(path.slice(0, path.lastIndexOf("/")));
      php.writeFile(path, text);
    },
    close: () => php.exit(),
  };
}
