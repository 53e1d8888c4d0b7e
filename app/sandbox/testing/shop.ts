/** A small world for the sandbox's own tests: a store whose clock stands still until it is moved, and the Admin API over it. */
import { executeOperation, readOperation } from "../admin-api/execute";
import { withImplied } from "../admin-api/scopes";
import { DEMO_SHOP, TEHRAN_SHOP } from "../cast/shops";
import { createStore } from "../state/create-store";
import { type PlaceOrderInput, placeOrder } from "../state/place-order";
import type { SandboxStore } from "../state/store";
import type { SandboxCustomer, SandboxOrder, SandboxShop } from "../state/types";

export const EMMA = 7_100_000_000_001;
export const NASRIN = 7_100_000_000_002;
export const NOON = Date.UTC(2026, 10, 22, 12);

export const SCOPES = ["read_orders", "read_products", "write_customers", "write_discounts", "read_locales"];

export interface TestShop {
  readonly store: SandboxStore;
  readonly shop: SandboxShop;
  readonly emma: SandboxCustomer;
  readonly nasrin: SandboxCustomer;
  readonly clock: { now: number };
  /** Number of the first variant of a product, by its handle. */
  variant(handle: string): number;
  order(input?: Partial<PlaceOrderInput>): SandboxOrder;
  ask(query: string, variables?: Record<string, unknown>, scopes?: readonly string[]): Promise<Answered>;
}

export interface Answered {
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly { readonly message: string; readonly code: unknown; readonly path: string }[];
  readonly actualCost: number;
  readonly requestedCost: number;
}

const known = <T>(value: T | null | undefined, what: string): T => {
  if (value === null || value === undefined) throw new Error(`the test shop has no ${what}`);
  return value;
};

export function testShop(domain = DEMO_SHOP): TestShop {
  const clock = { now: NOON };
  const store = createStore({ now: () => clock.now });
  const shop = known(store.findShop(domain), domain);
  const [emma, nasrin] = store.cast(domain);
  store.installationTable.put({ shop: domain, id: 1, scope: SCOPES.join(","), installedAt: NOON });
  const variant = (handle: string) =>
    known(store.product(domain, handle)?.variants[0]?.id, `product ${handle}`);
  return {
    store,
    shop,
    clock,
    emma: known(emma, "first member of the cast"),
    nasrin: known(nasrin, "second member of the cast"),
    variant,
    order(input = {}) {
      const lines = [
        { variantId: known(store.products(domain)[0]?.variants[0]?.id, "product"), quantity: 2 },
      ];
      const whole = { shop, customer: emma ?? null, lines, codes: [], locale: shop.primaryLocale, ...input };
      const placed = placeOrder(store, whole);
      if (!placed.ok) throw new Error(`the order was refused: ${JSON.stringify(placed)}`);
      return placed.order;
    },
    ask: (query, variables = {}, scopes = SCOPES) => ask(store, shop, { query, variables, scopes }),
  };
}

export { DEMO_SHOP, TEHRAN_SHOP };

async function ask(
  store: SandboxStore,
  shop: SandboxShop,
  wish: { query: string; variables: Record<string, unknown>; scopes: readonly string[] },
): Promise<Answered> {
  const request = { query: wish.query, variables: wish.variables, operationName: null };
  const reading = readOperation(request);
  if (!reading.ok) throw new Error(reading.errors.map(({ message }) => message).join("\n"));
  const world = { store, shop, scopes: withImplied(wish.scopes), apiKey: "key", now: store.now() };
  const config = {
    customerMetafields: new Map([
      ["balance", "number_integer"],
      ["standing", "json"],
    ]),
  };
  const { data, errors, actualCost } = await executeOperation(world, config, reading.read, request);
  return {
    data: typeof data === "object" && data !== null ? { ...data } : null,
    errors: errors.map(({ message, extensions, path }) => ({
      message,
      code: extensions.code,
      path: (path ?? []).join("."),
    })),
    actualCost,
    requestedCost: reading.read.requestedCost,
  };
}
