/** What the merchant of a WooCommerce shop is told of what their store left out, and the decision that is left to them. */
import type { ActionFunctionArgs } from "@remix-run/node";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import * as z from "zod";
import { countOddities, noteAudit, noteSweep, noteWebhooks } from "../db/store-watches";
import { sqlOf } from "../db/transaction";
import { orderId } from "../loyalty/brand";
import { action, loader } from "../routes/app.deliveries/route";
import { type PluginShop, pluginShop } from "../testing/plugin-tokens";
import { APP_URL, type BootedApp, bootApp, call } from "./shopify-doors";

let app: BootedApp;
let plugin: PluginShop;
const minute = 60_000;

beforeEach(async () => {
  app = await bootApp();
  plugin = await pluginShop(app.ctx, {
    storeUrl: "https://nordlicht.example",
    secret: "a-secret-of-nordlicht",
  });
});
afterEach(() => app.close());

type Door = (args: ActionFunctionArgs) => Promise<unknown>;

async function visit(door: Door, form?: Record<string, string>, locale = "en") {
  const request = new Request(`${APP_URL}/app/deliveries?locale=${locale}`, {
    headers: { Authorization: `Bearer ${plugin.staff("owner", { locale })}` },
    ...(form ? { method: "POST", body: new URLSearchParams(form) } : {}),
  });
  const answer = await call(async (args) => {
    const given = await door(args);
    return given instanceof Response ? given : Response.json(given);
  }, request);
  return { status: answer.status, data: await answer.json() };
}

const view = z.object({
  health: z.object({
    watch: z.object({
      rows: z.array(
        z.object({ key: z.string(), what: z.string(), last: z.string().nullable(), found: z.string() }),
      ),
      mended: z.boolean(),
      held: z.object({ orders: z.number(), of: z.number(), when: z.string() }).nullable(),
    }),
  }),
});
const watchIn = async (locale?: string) =>
  view.parse((await visit(loader, undefined, locale)).data).health.watch;

async function happened(): Promise<void> {
  const sql = sqlOf(app.db);
  const { shopId } = plugin.shop;
  const ago = (minutes: number) => new Date(Date.now() - minutes * minute);
  await noteSweep(sql, shopId, { found: 3, at: ago(20) });
  await noteWebhooks(sql, shopId, { enabled: 2, remade: 0, at: ago(20) });
  await noteWebhooks(sql, shopId, { enabled: 0, remade: 1, at: ago(10) });
  const oddity = { shopId, code: "woocommerce_rest_cannot_view", at: ago(5) };
  await countOddities(sql, [
    { ...oddity, kind: "error-body" },
    { ...oddity, kind: "error-body" },
    { ...oddity, kind: "refused", code: null },
  ]);
  const orders = Array.from({ length: 60 }, (_, index) => orderId(String(index)));
  await noteAudit(sql, shopId, {
    looked: 1_200,
    changed: 4,
    missing: 60,
    held: { orders, of: 130 },
    at: ago(180),
  });
}

describe("the page of deliveries of a WooCommerce shop", () => {
  test("says what has not happened yet", async () => {
    const { rows, mended, held } = await watchIn();
    expect(rows.map(({ key, last }) => [key, last])).toEqual(
      ["delivery", "sweep", "audit", "webhooks", "errors", "refused"].map((key) => [key, null]),
    );
    expect({ mended, held }).toEqual({ mended: false, held: null });
  });

  test("says when each was, and what came of it", async () => {
    await happened();
    const { rows, mended, held } = await watchIn();
    expect(Object.fromEntries(rows.map(({ key, last, found }) => [key, [last, found]]))).toEqual({
      delivery: [null, "As each arrives"],
      sweep: ["20 minutes ago", "3 orders had not arrived"],
      audit: ["3 hours ago", "1,200 orders compared, 4 different, 60 missing"],
      webhooks: ["10 minutes ago", "Switched on again 3 times"],
      errors: ["5 minutes ago", "2 so far, the last one: woocommerce_rest_cannot_view"],
      refused: ["5 minutes ago", "1 so far"],
    });
    expect(mended).toBe(true);
    expect(held).toEqual({ orders: 60, of: 130, when: "3 hours ago" });
  });

  test.each(["fa", "ar"])("says it in %s", async (locale) => {
    await happened();
    const { rows } = await watchIn(locale);
    for (const { what, last, found } of rows) {
      expect(`${what} ${found}`).toMatch(/[\u0600-\u06ff]/);
      expect(`${what} ${last ?? ""} ${found}`.replace("woocommerce_rest_cannot_view", "")).not.toMatch(
        /[a-z]{2}/i,
      );
    }
  });

  test("leaves a decision to staff once, and has each order asked for when they believe it", async () => {
    await happened();
    expect(await visit(action, { intent: "believe" })).toMatchObject({ status: 200, data: { done: true } });
    const asked = await sqlOf(app.db).query(`SELECT 1 FROM "outbox" WHERE "kind" = 'fetch-order'`);
    expect(asked).toHaveLength(60);
    expect((await watchIn()).held).toBeNull();
    expect(await visit(action, { intent: "believe" })).toMatchObject({ status: 409 });
    const trail = await sqlOf(app.db).query(
      `SELECT "action", "details" FROM "audit_events" WHERE "subject" = 'orders'`,
    );
    expect(trail).toEqual([{ action: "deletions-believed", details: { orders: 60, of: 130 } }]);
  });

  test("asks for nothing when they do not", async () => {
    await happened();
    expect(await visit(action, { intent: "doubt" })).toMatchObject({ status: 200 });
    expect(await sqlOf(app.db).query(`SELECT 1 FROM "outbox" WHERE "kind" = 'fetch-order'`)).toEqual([]);
    expect((await watchIn()).held).toBeNull();
  });
});
