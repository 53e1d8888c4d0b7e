/** The app as production serves it, before the measurement's own database: nothing works in it but the doors. */
import { type AppServer, startApp } from "../testing/app-server";

export const servedKey = Buffer.alloc(32, 7);

export const servedApp = (databaseUrl: string, shopifySecret: string): Promise<AppServer> =>
  startApp({
    sandbox: false,
    env: {
      DATABASE_URL: databaseUrl,
      WORKER: "off",
      LOG_LEVEL: "warn",
      SHOPIFY_API_KEY: "bench-key",
      SHOPIFY_API_SECRET: shopifySecret,
      SHOPIFY_APP_URL: "https://bench.example",
      ENCRYPTION_KEY: servedKey.toString("base64"),
    },
  });
