// @vitest-environment node
/** The bundle as Shopify gets it: its size, its address, its targets. */
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { bundleExtension, readConfig, SIZE_LIMIT } from "../shared/bundle";

const here = fileURLToPath(new URL(".", import.meta.url));

it("stays under the size Shopify takes, compressed", async () => {
  const { compressedBytes, targets } = await bundleExtension({ directory: here }, "https://vafa.example");
  process.stdout.write(
    `loyalty-checkout: ${(compressedBytes / 1024).toFixed(1)} KB compressed for ${targets.length} targets (limit ${SIZE_LIMIT / 1024} KB)\n`,
  );
  expect(compressedBytes).toBeLessThanOrEqual(SIZE_LIMIT);
});

it("knows its app's address from the build, and names no other", async () => {
  const { script } = await bundleExtension({ directory: here }, "https://vafa.example");
  expect(script).toContain("https://vafa.example");
  expect(script).not.toContain("process.env");
});

it("stands on the API version and the targets it is written for", async () => {
  const { apiVersion, targeting } = await readConfig({ directory: here });
  expect(apiVersion).toBe("2026-07");
  expect(targeting.map(({ target }) => target)).toEqual([
    "purchase.checkout.reductions.render-after",
    "purchase.checkout.block.render",
    "purchase.thank-you.block.render",
  ]);
});
