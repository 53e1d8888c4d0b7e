/** Owners of a WooCommerce store see how it answers, give new keys and end the connection in the admin; support sees only that something is wrong. */
import type { ActionFunctionArgs } from "@remix-run/node";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { findShopByDomain, type ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { noteReached, openConnection } from "../db/woocommerce-connections";
import { loader as frame } from "../routes/app/route";
import { action, loader } from "../routes/app.store/route";
import { connectWoocommerce } from "../services/connect-woocommerce";
import type { ServiceContext } from "../services/context";
import { setServices } from "../services/running.server";
import { sendEffects } from "../services/send-effects";
import { type PlayedWoocommerce, playWoocommerce } from "../testing/played-woocommerce";
import { type PluginShop, pluginOf } from "../testing/plugin-tokens";
import { woocommerceStoreOf } from "../testing/woocommerce-store-of";
import { APP_URL, type BootedApp, bootApp, call } from "./shopify-doors";

let app: BootedApp;
let ctx: ServiceContext;
let store: PlayedWoocommerce;
let shop: ShopRow;
let plugin: PluginShop;

beforeEach(async () => {
  app = await bootApp();
  store = await playWoocommerce();
  ctx = { ...app.ctx, storeFor: (id) => woocommerceStoreOf(ctx, id) };
  setServices(ctx);
  await connectWoocommerce(ctx, {
    address: store.url,
    keys: store.keys,
    deliverTo: APP_URL,
    importDays: null,
    actor: "owner",
  });
  const found = await findShopByDomain(sqlOf(app.db), new URL(store.url).host);
  if (!found) throw new Error("no shop");
  shop = found;
  while ((await sendEffects(ctx, shop.shopId)) > 0);
  const secret = (await openConnection(sqlOf(app.db), ctx.cipher, shop.shopId))?.secrets.pluginSecret ?? "";
  plugin = pluginOf(shop, { storeUrl: store.url, secret }, ctx.now);
});
afterEach(async () => {
  await store.close();
  await app.close();
});

type Door = (args: ActionFunctionArgs) => Promise<unknown>;

async function visit(
  door: Door,
  {
    role = "owner",
    form,
    path = "/app/store",
  }: { role?: "owner" | "support"; form?: Record<string, string>; path?: string } = {},
): Promise<{ status: number; data: unknown }> {
  const request = new Request(`${APP_URL}${path}?locale=en`, {
    headers: { Authorization: `Bearer ${plugin.staff(role)}` },
    ...(form ? { method: "POST", body: new URLSearchParams(form) } : {}),
  });
  const answer = await call(async (args) => {
    const given = await door(args);
    return given instanceof Response ? given : Response.json(given);
  }, request);
  return { status: answer.status, data: await answer.json().catch(() => null) };
}

const troubleFor = async (role: "owner" | "support" = "owner") => {
  const { data } = await visit(frame, { role, path: "/app/members" });
  return z.object({ trouble: z.unknown() }).parse(data).trouble;
};

describe("the page of the connection", () => {
  it("tells how the store is reached, and looks at it when asked", async () => {
    const well = { address: store.url, state: "connected", problem: null, plugin: "0.1.0", webhooks: 7 };
    expect((await visit(loader)).data).toMatchObject(well);
    expect(JSON.stringify((await visit(loader)).data)).not.toMatch(/ck_|cs_/);
    expect(await visit(action, { form: { intent: "check" } })).toMatchObject({
      status: 200,
      data: { done: true },
    });
    store.mood.keysAre = "revoked";
    const refused = await visit(action, { form: { intent: "check" } });
    expect(refused).toMatchObject({
      status: 422,
      data: { message: expect.stringContaining("Make new ones") },
    });
    expect((await visit(loader)).data).toMatchObject({ state: "keys-refused" });
  });

  it("takes new keys for this store, and says why it does not take others", async () => {
    store.mood.keysAre = "revoked";
    await visit(action, { form: { intent: "check" } });
    const wrong = { intent: "keys", key: "ck_wrong", secret: "cs_wrong" };
    expect(await visit(action, { form: wrong })).toMatchObject({
      status: 422,
      data: { reason: "store-keys-refused" },
    });
    store.mood.keysAre = "good";
    store.keys.consumerKey = `ck_${"e".repeat(40)}`;
    const right = { intent: "keys", key: store.keys.consumerKey, secret: store.keys.consumerSecret };
    expect(await visit(action, { form: right })).toMatchObject({ status: 200, data: { done: true } });
    expect((await visit(loader)).data).toMatchObject({ state: "connected", problem: null });
  });

  it("ends the connection and says what is left to do; then nobody is let in any more", async () => {
    const ended = await visit(action, { form: { intent: "disconnect" } });
    expect(ended).toMatchObject({
      status: 200,
      data: { done: true, remained: [expect.stringContaining("Delete the key")] },
    });
    expect([store.webhooks, store.plugin?.connection]).toEqual([[], null]);
    expect((await visit(loader)).status).toBe(401);
  });

  it("is the owner's alone, and not there for a Shopify shop", async () => {
    expect((await visit(loader, { role: "support" })).status).toBe(403);
    expect((await visit(action, { role: "support", form: { intent: "disconnect" } })).status).toBe(403);
    const { hasMeaning } = await import("../routes/app/pages");
    const { capabilitiesOf } = await import("../stores/capabilities");
    expect(hasMeaning(capabilitiesOf("shopify"), "/app/store")).toBe(false);
    expect(hasMeaning(capabilitiesOf("woocommerce"), "/app/store")).toBe(true);
  });
});

describe("the banner on every page", () => {
  const note = (state: "keys-refused" | "unreachable" | "connected", minutesAgo: number) =>
    noteReached(sqlOf(app.db), shop.shopId, {
      state,
      problem: state === "connected" ? null : `store-${state}`,
      at: new Date(ctx.now() - minutesAgo * 60_000),
    });

  it("says at once that keys are refused, and of silence only when it lasts", async () => {
    expect(await troubleFor()).toBeNull();
    await note("unreachable", 2);
    expect(await troubleFor()).toBeNull();
    await note("connected", 0);
    await note("unreachable", 30);
    expect(await troubleFor()).toMatchObject({ state: "unreachable", since: "30 minutes ago" });
    await note("connected", 0);
    await note("keys-refused", 0);
    for (const role of ["owner", "support"] as const)
      expect(await troubleFor(role)).toMatchObject({ state: "keys-refused" });
  });
});
