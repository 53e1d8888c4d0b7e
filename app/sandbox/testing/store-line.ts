/** The product's own Shopify adapter over a small world of the sandbox: every question goes through the emulated Admin API. */
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { shopifyStore } from "../../stores/shopify/shopify-store";
import type { Store } from "../../stores/store";
import { adminApi, json, testLine } from "../../testing/admin-api-line";
import { priceOf } from "../state/place-order";
import { type TestShop, testShop } from "./shop";

const SCOPES = [
  "read_orders",
  "read_products",
  "read_store_credit_accounts",
  "write_customers",
  "write_discounts",
  "write_gift_cards",
  "write_store_credit_account_transactions",
];

export interface StoreLine {
  readonly world: TestShop;
  readonly store: Store;
  /** Names of operations whose answer is lost after the shop has done them. */
  readonly lost: string[];
  /** Emma's cart. */
  priced(handle: string, quantity: number, codes: readonly string[]): ReturnType<typeof priceOf>;
}

/** Call it once in a test file; the world is a new one for each test. */
export function storeLine(): () => StoreLine {
  const api = adminApi();
  let line: StoreLine | null = null;
  beforeAll(() => api.server.listen({ onUnhandledRequest: "error" }));
  afterEach(() => api.server.resetHandlers());
  afterAll(() => api.server.close());
  beforeEach(() => {
    const world = testShop();
    const lost: string[] = [];
    line = {
      world,
      lost,
      store: shopifyStore(testLine()),
      priced(handle, quantity, codes) {
        const lines = [{ variantId: world.variant(handle), quantity }];
        return priceOf(world.store, { shop: world.shop, customer: world.emma, lines, codes });
      },
    };
    api.answers(async ({ query, variables }) => {
      const { data, errors } = await world.ask(query, variables, SCOPES);
      if (errors.length > 0) throw new Error(JSON.stringify(errors));
      const at = lost.indexOf(/(?:query|mutation)\s+(\w+)/.exec(query)?.[1] ?? "");
      if (at < 0) return json(JSON.parse(JSON.stringify({ data })));
      lost.splice(at, 1);
      return json({ errors: [{ message: "gone", extensions: { code: "INTERNAL_SERVER_ERROR" } }] });
    });
  });
  return () => {
    if (line === null) throw new Error("only within a test");
    return line;
  };
}
