/**
 * Three projects, so that two cores are used well: `unit` (files in parallel), `extensions` (in a page's place: jsdom), and `e2e`
 * (`*.e2e.test.ts`: a built app, its sandbox and a browser, one file after the other, when the others are through).
 */
import { defineConfig } from "vitest/config";

const notOurs = ["**/node_modules/**", "**/build/**", "**/.data/**", "**/dist/**"];
const setupFiles = ["app/testing/setup.ts"];

export default defineConfig({
  test: {
    maxWorkers: 2,
    minWorkers: 1,
    projects: [
      {
        test: {
          name: "unit",
          include: ["app/**/*.test.{ts,tsx}", "prisma/**/*.test.ts", "woocommerce-bridge/**/*.test.ts"],
          exclude: [...notOurs, "**/*.e2e.test.ts"],
          environment: "node",
          setupFiles,
          globalSetup: ["app/testing/postgres-desk.ts"],
          pool: "forks",
          testTimeout: 30_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        // The tester of Shopify is ESM that imports without extensions, so it goes through Vite.
        test: {
          name: "extensions",
          include: ["extensions/**/*.test.{ts,tsx}"],
          exclude: notOurs,
          environment: "jsdom",
          setupFiles,
          pool: "forks",
          testTimeout: 30_000,
          server: { deps: { inline: [/@shopify\/ui-extensions/] } },
          sequence: { groupOrder: 1 },
        },
        esbuild: { jsx: "automatic", jsxImportSource: "preact" },
      },
      {
        test: {
          name: "e2e",
          include: ["app/**/*.e2e.test.ts"],
          exclude: notOurs,
          environment: "node",
          setupFiles,
          globalSetup: ["app/testing/build-once.ts", "app/testing/app-desk.ts"],
          pool: "forks",
          poolOptions: { forks: { singleFork: true } },
          testTimeout: 120_000,
          hookTimeout: 240_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
