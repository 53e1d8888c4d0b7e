/**
 * How the app is bundled: Remix makes one server bundle (with the worker and the database in it) and the client's assets.
 * See docs/decisions/0001-one-server-bundle.md.
 */
import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig, type UserConfig } from "vite";
import { mirroredCss } from "./app/components/mirrored-css";
import { remixFuture } from "./app/remix-future";

declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: false;
  }
}

/** `npm run dev` goes through the Shopify CLI, which gives the tunnel's address and the port here. */
const appUrl = new URL(process.env.SHOPIFY_APP_URL || process.env.HOST || "http://localhost");
const local = appUrl.hostname === "localhost";

/** Rollup tells of two things in our dependencies that we can do nothing about; every other warning is shown. */
const knownWarnings = new Set(["MODULE_LEVEL_DIRECTIVE", "SOURCEMAP_ERROR"]);

export default defineConfig({
  server: {
    allowedHosts: [appUrl.hostname],
    cors: { preflightContinue: true },
    port: Number(process.env.PORT || 3000),
    hmr: local
      ? { protocol: "ws", host: "localhost", port: 64999, clientPort: 64999 }
      : {
          protocol: "wss",
          host: appUrl.hostname,
          port: Number(process.env.FRONTEND_PORT ?? 8002),
          clientPort: 443,
        },
    fs: { allow: ["app", "node_modules", "extensions"] },
  },
  plugins: [
    remix({
      appDirectory: "app",
      ignoredRouteFiles: ["**/.*", "**/*.test.*"],
      future: { ...remixFuture, v3_routeConfig: false },
    }),
  ],
  // Polaris is written for left-to-right; as logical CSS it follows the page's direction.
  css: { postcss: { plugins: [mirroredCss()] } },
  build: {
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1_000,
    rollupOptions: {
      onwarn(warning, warn) {
        if (!knownWarnings.has(warning.code ?? "")) warn(warning);
      },
    },
  },
  // Another package brings an older one to the top of node_modules, where a bundle would find that: which addresses are private must not depend on it.
  ssr: { noExternal: ["ipaddr.js"] },
  optimizeDeps: { include: ["@shopify/app-bridge-react", "@shopify/polaris"] },
}) satisfies UserConfig;
