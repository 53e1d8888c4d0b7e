/**
 * One emulated WordPress with WooCommerce: its records by number, its options, its running numbers, and the actions it fires ("an order was updated") for whoever
 * listens. Who fires nothing where WooCommerce fires nothing keeps the emulation honest.
 */
import { Table } from "../../state/table";
import type { WooAction, WooHook } from "./actions";
import type {
  WooCategory,
  WooCoupon,
  WooKey,
  WooOption,
  WooOrder,
  WooProduct,
  WooRefund,
  WooSession,
  WooSettings,
  WooUser,
  WooVariation,
  WooWebhook,
} from "./records";

export type { WooAction, WooHook } from "./actions";

/** Products, coupons, orders and refunds are numbered together, as WordPress does it. */
export type WooIdKind = "post" | "user" | "item" | "meta" | "webhook" | "key" | "run";

const firstIds: Readonly<Record<WooIdKind, number>> = {
  post: 1_001,
  user: 101,
  item: 1,
  meta: 1,
  webhook: 1,
  key: 1,
  run: 1,
};

export interface KeptTable {
  load(rows: readonly object[]): void;
  rows(): readonly object[];
}

export interface WooShopParts {
  readonly settings: WooSettings;
  readonly products: readonly WooProduct[];
  readonly categories: readonly WooCategory[];
  readonly now?: () => number;
  /** Something changed: whoever keeps the records writes them soon. */
  readonly touch?: () => void;
}

export class WooShop {
  readonly settings: WooSettings;
  readonly products: readonly WooProduct[];
  readonly categories: readonly WooCategory[];
  readonly users = this.table<WooUser>(({ id }) => String(id));
  readonly orders = this.table<WooOrder>(({ id }) => String(id));
  readonly refundTable = this.table<WooRefund>(({ id }) => String(id));
  readonly couponTable = this.table<WooCoupon>(({ id }) => String(id));
  readonly webhooks = this.table<WooWebhook>(({ id }) => String(id));
  readonly keys = this.table<WooKey>(({ id }) => String(id));
  readonly sessions = this.table<WooSession>(({ token }) => token);
  readonly options = this.table<WooOption>(({ name }) => name);
  readonly lastIds = this.table<{ readonly kind: string; readonly last: number }>(({ kind }) => kind);
  private readonly listeners = new Set<(action: WooAction) => void>();
  private readonly clock: () => number;
  private readonly touched: () => void;

  constructor(parts: WooShopParts) {
    this.settings = parts.settings;
    this.products = parts.products;
    this.categories = parts.categories;
    this.clock = parts.now ?? Date.now;
    this.touched = parts.touch ?? (() => undefined);
  }

  get name(): string {
    return this.settings.name;
  }

  /** Now, to the second: WooCommerce's dates are no finer. */
  now(): number {
    return Math.floor(this.clock() / 1_000) * 1_000;
  }

  nextId(kind: WooIdKind): number {
    const next = (this.lastIds.get(kind)?.last ?? firstIds[kind] - 1) + 1;
    this.lastIds.put({ kind, last: next });
    return next;
  }

  order(id: number): WooOrder | null {
    return this.orders.get(String(id));
  }

  /** Newest first. */
  ordersNewestFirst(): WooOrder[] {
    return this.orders.rows().sort((a, b) => b.createdAt - a.createdAt || b.id - a.id);
  }

  /** Of one order, newest first. */
  refundsOf(orderId: number): WooRefund[] {
    return this.refundTable.group(String(orderId), (row) => String(row.orderId)).sort((a, b) => b.id - a.id);
  }

  refund(id: number): WooRefund | null {
    return this.refundTable.get(String(id));
  }

  coupon(id: number): WooCoupon | null {
    return this.couponTable.get(String(id));
  }

  /** Codes know no upper and lower case. Of several coupons with one code the newest is meant, as WooCommerce looks it up. */
  couponByCode(code: string): WooCoupon | null {
    return this.couponsByCode(code).filter(({ status }) => status === "publish")[0] ?? null;
  }

  couponsByCode(code: string): WooCoupon[] {
    return this.couponTable
      .group(code.trim().toLowerCase(), (row) => row.code)
      .sort((a, b) => b.createdAt - a.createdAt || b.id - a.id);
  }

  user(id: number): WooUser | null {
    return this.users.get(String(id));
  }

  userByEmail(email: string): WooUser | null {
    const wanted = email.trim().toLowerCase();
    return this.users.rows().find((user) => user.email.toLowerCase() === wanted) ?? null;
  }

  /** By login name or e-mail address, as WordPress lets people in. */
  userByLogin(login: string): WooUser | null {
    const wanted = login.trim().toLowerCase();
    const users = this.users.rows();
    return users.find(({ username }) => username.toLowerCase() === wanted) ?? this.userByEmail(login);
  }

  cast(): WooUser[] {
    return this.users
      .rows()
      .filter(({ castRole }) => castRole !== null)
      .sort((a, b) => a.id - b.id);
  }

  product(idOrSlug: number | string): WooProduct | null {
    return this.products.find(({ id, slug }) => id === idOrSlug || slug === idOrSlug) ?? null;
  }

  variation(id: number): { readonly product: WooProduct; readonly variation: WooVariation } | null {
    for (const product of this.products) {
      const variation = product.variations.find((one) => one.id === id);
      if (variation) return { product, variation };
    }
    return null;
  }

  option(name: string): unknown {
    return this.options.get(name)?.value;
  }

  setOption(name: string, value: unknown, autoload = true): void {
    this.options.put({ name, value, autoload });
  }

  deleteOption(name: string): void {
    this.options.remove(name);
  }

  listen(listener: (action: WooAction) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  fire(hook: WooHook, id: number): void {
    for (const listener of this.listeners) listener({ hook, id });
  }

  /** Everything that is kept in a file, by table. */
  tables(): Readonly<Record<string, KeptTable>> {
    const { users, orders, refundTable, couponTable, webhooks, keys, sessions, options, lastIds } = this;
    return {
      users,
      orders,
      refunds: refundTable,
      coupons: couponTable,
      webhooks,
      keys,
      sessions,
      options,
      lastIds,
    };
  }

  private table<R extends object>(keyOf: (row: R) => string): Table<R> {
    return new Table(keyOf, () => this.touched());
  }
}
