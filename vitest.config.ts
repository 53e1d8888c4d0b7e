/**
 * Three projects, so that two cores are used well: `unit` (files in parallel), `extensions` (in a page's place: jsdom), and `e2e`
 * (`*.e2e.test.ts`: a built app, its sandbox and a browser, one file after the other, when the others are through).
 *
 * Two processes run file after file: starting one and loading the packages costs more than most files do. Our own modules are loaded
 * afresh for each file, and `setup.ts` puts back what the file changed of its process. Packages stay loaded: what they keep for the whole process must be the same in every
 * file (Shopify's library has one adapter, the one for the web's own requests).
 */
import { defineConfig } from "vitest/config";

const notOurs = ["**/node_modules/**", "**/build/**", "**/.data/**", "**/dist/**"];
const setupFiles = ["app/testing/setup.ts"];
/** Said at the root it is about processes, said in a project about modules. */
const keepProcesses = { forks: { isolate: false } };
const freshModules = { forks: { isolate: true } };
/** What a test waits for comes at once or never: this is only for the machine that is busy. vitest would give it one second. */
const patient = { poll: { timeout: 20_000 } };

export default defineConfig({
  test: {
    maxWorkers: 2,
    minWorkers: 1,
    poolOptions: keepProcesses,
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
          poolOptions: freshModules,
          expect: patient,
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
          poolOptions: freshModules,
          expect: patient,
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
          poolOptions: { forks: { ...freshModules.forks, singleFork: true } },
          expect: patient,
          testTimeout: 120_000,
          hookTimeout: 240_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
