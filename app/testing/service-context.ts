/** A service context for tests: a real database, the real Shopify adapter's translation, a clock the test moves, and a line to whatever answers as the shop. */
import { randomUUID } from "node:crypto";
import pino from "pino";
import type { Database } from "../db/database";
import { createCipher } from "../db/encryption";
import type { ShopRow } from "../db/shops";
import { rememberTerms } from "../db/terms";
import { type Instant, instant } from "../loyalty/brand";
import { currency } from "../loyalty/money";
import type { ServiceContext } from "../services/context";
import { installShop } from "../services/install-shop";
import { receiveEvent } from "../services/receive-event";
import { redemptionCode } from "../services/redemption-code";
import { workInbox } from "../services/work-inbox";
import { readEventWith } from "../stores/shopify/read-event";
import type { Store } from "../stores/store";
import { knowingNotes } from "../stores/unreadable";
import { readWoocommerceEvent } from "../stores/woocommerce.server";
import { testFingerprint } from "./fingerprint";

export interface TestContext extends ServiceContext {
  /** Moves the clock forward. */
  pass(ms: number): void;
}

const start = Date.parse("2026-11-10T12:00:00Z");

export { testFingerprint };

const reading = {
  shopify: readEventWith({ fingerprint: testFingerprint }),
  woocommerce: knowingNotes(readWoocommerceEvent({ fingerprint: testFingerprint })),
};

export function testContext(db: Database, options: { store?: Store; at?: number } = {}): TestContext {
  let now = options.at ?? start;
  return {
    db,
    now: (): Instant => instant(now),
    pass: (ms) => {
      now += ms;
    },
    uuid: randomUUID,
    code: redemptionCode,
    fingerprint: testFingerprint,
    cipher: createCipher(Buffer.alloc(32, 2)),
    woocommerce: { appUrl: "https://vafa.example", allowPrivate: true },
    terms: rememberTerms(),
    storeFor: async () => {
      if (!options.store) throw new Error("this test has no store");
      return options.store;
    },
    readEvent: (platform) => reading[platform],
    log: pino({ level: "silent" }),
    nudge: () => {},
  };
}

export function installTestShop(ctx: ServiceContext, domain = "law.myshopify.com"): Promise<ShopRow> {
  return installShop(ctx, {
    platform: "shopify",
    domain,
    name: "Law",
    currency: currency("GBP"),
    timeZone: "Europe/London",
    locale: "en",
    scopes: "",
  });
}

/** Delivers payloads, each as a delivery of its own. */
export async function deliver(
  ctx: ServiceContext,
  shop: ShopRow,
  payloads: readonly string[],
  topic = "orders/updated",
): Promise<void> {
  for (const payload of payloads) {
    await receiveEvent(ctx, {
      shopId: shop.shopId,
      topic,
      deliveryId: randomUUID(),
      payload,
      triggeredAt: new Date(ctx.now()),
    });
  }
}

/** Works the inbox off. */
export async function workOff(ctx: ServiceContext, shop: ShopRow): Promise<void> {
  while ((await workInbox(ctx, shop.shopId)) > 0);
}
