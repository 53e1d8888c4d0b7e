/**
 * A page as the companion plugin's in wp-admin, and no more: a frame with the admin in it, and the answer to its question for a token. It stands on another site than the app,
 * as a store does. The shop behind it is installed by the product's own services, into the database of the app that all e2e tests share.
 */
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import express from "express";
import type { Frame, Page } from "playwright-core";
import { type Database, openDatabase } from "../../../db/database";
import { createCipher } from "../../../db/encryption";
import { markUninstalled } from "../../../db/shops";
import { type Sql, sqlOf } from "../../../db/transaction";
import { eraseSecrets } from "../../../db/woocommerce-connections";
import { instant } from "../../../loyalty/brand";
import { receiveEvent } from "../../../services/receive-event";
import { type PluginShop, pluginShop } from "../../../testing/plugin-tokens";
import { testContext } from "../../../testing/service-context";
import { sharedApp } from "../../../testing/shared-app";
import { keepSecrets } from "../../environment";
import { listen } from "../../testing/listen";

export interface WpAdmin {
  readonly plugin: PluginShop;
  readonly appOrigin: string;
  readonly storeOrigin: string;
  readonly sql: Sql;
  /** Where wp-admin shows our page. */
  address(locale: string): string;
  /** How often the frame has asked for a token. */
  asked(): number;
  /** Who is logged in, and how long the tokens live that they are given from now on; 0: WordPress gives none. */
  become(who: { role?: "owner" | "support"; seconds?: number }): void;
  /** An order of the recorded customer arrives, and with it a member. */
  recordedOrder(): Promise<void>;
  close(): Promise<void>;
}

const recording = "woocommerce-bridge/recorded/order.updated.completed.json";

const parentPage = (appOrigin: string, source: string, lang: string) => `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Vafa ‹ Nordlicht</title>
<style>body{margin:0}iframe{display:block;inline-size:100%;block-size:100vh;border:0}</style></head>
<body><iframe title="Vafa" src="${source}"></iframe>
<script>
const frame = document.querySelector("iframe");
addEventListener("message", async (event) => {
  if (event.origin !== ${JSON.stringify(appOrigin)} || event.source !== frame.contentWindow) return;
  if (event.data?.vafa !== "token-please") return;
  const answer = await fetch("/wp-admin/admin-ajax.php", { method: "POST" });
  const { token } = await answer.json();
  if (token) frame.contentWindow.postMessage({ vafa: "token", token }, event.origin);
});
</script></body></html>`;

export async function openWpAdmin(): Promise<WpAdmin> {
  const shared = await sharedApp();
  const appOrigin = `http://localhost:${shared.port}`;
  const db: Database = await openDatabase({
    databaseUrl: shared.databaseUrl,
    dataDir: shared.dataDir,
    poolSize: 2,
  });
  const cipher = createCipher(keepSecrets(shared.dataDir).encryptionKey);
  const ctx = { ...testContext(db), cipher, now: () => instant(Date.now()) };
  let who: { role: "owner" | "support"; seconds: number } = { role: "owner", seconds: 300 };
  let asked = 0;
  const token = () => {
    const iat = Math.floor(Date.now() / 1_000);
    return plugin.staff(who.role, { iat, exp: iat + who.seconds, origin: listening.origin });
  };
  const site = express();
  site.get("/wp-admin/vafa", ({ query }, response) => {
    const locale = String(query.locale);
    const source = `${appOrigin}/app?woo=${token()}&locale=${locale}`;
    response.send(parentPage(appOrigin, source, locale));
  });
  site.post("/wp-admin/admin-ajax.php", (_, response) => {
    asked += 1;
    response.json({ token: who.seconds === 0 ? null : token() });
  });
  site.get("/wp-admin/*", (_, response) => void response.send("A page of WordPress"));
  site.use((_, response) => void response.status(401).json({ code: "woocommerce_rest_cannot_view" }));
  const listening = await listen(site);
  // The store was connected by one address, and its wp-admin stands at another.
  const storeUrl = listening.origin.replace("127.0.0.1", "localhost");
  const plugin = await pluginShop(ctx, { storeUrl, secret: randomUUID() });
  const { shopId } = plugin.shop;
  return {
    plugin,
    appOrigin,
    storeOrigin: storeUrl,
    sql: sqlOf(db),
    address: (locale) => `${listening.origin}/wp-admin/vafa?locale=${locale}`,
    asked: () => asked,
    become: (next) => {
      who = { ...who, ...next };
    },
    async recordedOrder() {
      const { rawBody }: { rawBody: string } = JSON.parse(readFileSync(recording, "utf8"));
      const event = { topic: "order.updated", deliveryId: randomUUID(), payload: rawBody };
      await receiveEvent(ctx, { shopId, ...event, triggeredAt: new Date() });
    },
    async close() {
      await eraseSecrets(sqlOf(db), shopId, new Date());
      await markUninstalled(sqlOf(db), shopId, new Date());
      await listening.close();
      await db.close();
    },
  };
}

/** The admin within the page, once it is alive. */
export async function adminIn(page: Page): Promise<Frame> {
  const element = await page.waitForSelector("iframe");
  const frame = await element.contentFrame();
  if (!frame) throw new Error("the frame holds nothing");
  await frame.waitForFunction(() => "shopify" in window && document.querySelector("ui-nav-menu") !== null);
  await frame.waitForSelector("h1");
  return frame;
}
