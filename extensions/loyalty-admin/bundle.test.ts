// @vitest-environment node
/** The bundles as Shopify gets them: their sizes, their address, their targets. */
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { bundleExtension, readConfig, SIZE_LIMIT } from "../shared/bundle";

const directory = fileURLToPath(new URL(".", import.meta.url));

it.each([
  ["loyalty-admin", "admin.customer-details.block.render"],
  ["loyalty-admin-adjust", "admin.customer-details.action.render"],
])("%s stays under the size Shopify takes, and has its target", async (handle, target) => {
  const where = { directory, handle };
  const bundle = await bundleExtension(where, "https://vafa.example");
  process.stdout.write(
    `${handle}: ${(bundle.compressedBytes / 1024).toFixed(1)} KB compressed (limit ${SIZE_LIMIT / 1024} KB)\n`,
  );
  expect(bundle.compressedBytes).toBeLessThanOrEqual(SIZE_LIMIT);
  expect(bundle.targets).toEqual([target]);
  expect(bundle.script).toContain("https://vafa.example");
  expect((await readConfig(where)).apiVersion).toBe("2026-07");
});
