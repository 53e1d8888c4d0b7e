/** The package of PHP 8.2 comes without types: it loads the module that `loadPHPRuntime` of @php-wasm/universal takes. */
declare module "@php-wasm/node-8-2" {
  import type { PHPLoaderModule } from "@php-wasm/universal";
  export function getPHPLoaderModule(): Promise<PHPLoaderModule>;
}
