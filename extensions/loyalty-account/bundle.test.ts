// @vitest-environment node
/** The bundles as Shopify gets them: their sizes, their address, their targets. */
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { bundleExtension, PAGE_SIZE_LIMIT, readConfig, SIZE_LIMIT } from "../shared/bundle";

const directory = fileURLToPath(new URL(".", import.meta.url));

it.each([
  ["loyalty-account", PAGE_SIZE_LIMIT, ["customer-account.page.render"]],
  [
    "loyalty-account-blocks",
    SIZE_LIMIT,
    ["customer-account.profile.block.render", "customer-account.order-status.block.render"],
  ],
])(
  "%s stays under the size Shopify takes, and has its targets; a full page stands alone",
  async (handle, limit, targets) => {
    const where = { directory, handle };
    const bundle = await bundleExtension(where, "https://vafa.example");
    process.stdout.write(
      `${handle}: ${(bundle.compressedBytes / 1024).toFixed(1)} KB compressed (limit ${limit / 1024} KB)\n`,
    );
    expect(bundle.compressedBytes).toBeLessThanOrEqual(limit);
    expect(bundle.targets).toEqual(targets);
    expect(bundle.script).toContain("https://vafa.example");
    expect(bundle.script).not.toContain("process.env");
    expect((await readConfig(where)).apiVersion).toBe("2026-07");
  },
);
