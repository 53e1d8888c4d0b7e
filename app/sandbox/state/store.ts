/**
 * The emulated Shopify's memory: every record by its shop and number, kept in maps and in one file. Reads give records, writes
 * put a new record in the old one's stead, and what happened is told to the listeners (the webhooks).
 */
import { randomUUID } from "node:crypto";
import type { Happening, Listener, ShopEvent } from "./events";
import { gid } from "./ids";
import type { Row, StateFile, StateImage } from "./state-file";
import { Table } from "./table";
import type {
  SandboxCart,
  SandboxCustomer,
  SandboxDiscount,
  SandboxMetafield,
  SandboxOrder,
  SandboxProduct,
  SandboxShop,
  SandboxVariant,
} from "./types";

/** The app's number on this Shopify: `$app` namespaces are stored as `app--{this}`. */
export const APP_ID = 184_320_001;
export const APP_NAMESPACE = `app--${APP_ID}`;

/** An access token the app was given. */
export interface TokenRow {
  readonly token: string;
  readonly shop: string;
  readonly kind: "offline" | "online" | "refresh";
  readonly scope: string;
  readonly staffId: number | null;
  readonly expiresAt: number | null;
}

export interface InstallationRow {
  readonly shop: string;
  readonly id: number;
  readonly scope: string;
  readonly installedAt: number;
}

/** An earlier state of an order, for messages that arrive late. */
export interface RevisionRow {
  readonly orderId: number;
  readonly states: readonly SandboxOrder[];
}

const REVISIONS_KEPT = 8;

const codeKey = (shop: string, code: string) => `${shop}|${code.trim().toLowerCase()}`;

export interface StoreOptions {
  readonly now?: () => number;
  /** Fixed records; they are part of the program, not of the file. */
  readonly shops: readonly SandboxShop[];
  readonly products: readonly SandboxProduct[];
}

export class SandboxStore {
  readonly shops: readonly SandboxShop[];
  readonly now: () => number;
  readonly customerTable = new Table<SandboxCustomer>(({ id }) => String(id));
  readonly orderTable = new Table<SandboxOrder>(({ id }) => String(id));
  readonly discountTable = new Table<SandboxDiscount>(({ id }) => String(id));
  readonly metafieldTable = new Table<SandboxMetafield>(
    ({ ownerId, namespace, key }) => `${ownerId}|${namespace}|${key}`,
  );
  readonly cartTable = new Table<SandboxCart>(({ token }) => token);
  readonly tokenTable = new Table<TokenRow>(({ token }) => token);
  readonly installationTable = new Table<InstallationRow>(({ shop }) => shop);
  readonly revisionTable = new Table<RevisionRow>(({ orderId }) => String(orderId));
  private readonly productsByShop = new Map<string, SandboxProduct[]>();
  private readonly variants = new Map<number, { product: SandboxProduct; variant: SandboxVariant }>();
  private readonly listeners = new Set<Listener>();
  private readonly scalars = new Map<string, number | string | boolean | null>();
  private file: StateFile | null = null;

  constructor(options: StoreOptions) {
    this.shops = options.shops;
    this.now = options.now ?? Date.now;
    for (const product of options.products) {
      this.productsByShop.set(product.shop, [...(this.productsByShop.get(product.shop) ?? []), product]);
      for (const variant of product.variants) this.variants.set(variant.id, { product, variant });
    }
  }

  // Shops and what they sell

  findShop(domain: string): SandboxShop | null {
    return this.shops.find((shop) => shop.domain === domain) ?? null;
  }

  products(shop: string): readonly SandboxProduct[] {
    return this.productsByShop.get(shop) ?? [];
  }

  product(shop: string, handleOrId: string | number): SandboxProduct | null {
    return this.products(shop).find(({ id, handle }) => id === handleOrId || handle === handleOrId) ?? null;
  }

  variant(
    shop: string,
    id: number,
  ): { readonly product: SandboxProduct; readonly variant: SandboxVariant } | null {
    const found = this.variants.get(id);
    return found?.product.shop === shop ? found : null;
  }

  // Customers

  customers(shop: string): SandboxCustomer[] {
    return this.customerTable.rows().filter((customer) => customer.shop === shop);
  }

  customer(shop: string, id: number): SandboxCustomer | null {
    const customer = this.customerTable.get(String(id));
    return customer?.shop === shop ? customer : null;
  }

  /** The named cast of a shop, in the order of the walk. */
  cast(shop: string): SandboxCustomer[] {
    return this.customers(shop)
      .filter(({ cast }) => cast !== null)
      .sort((a, b) => a.id - b.id);
  }

  putCustomer(customer: SandboxCustomer): void {
    this.customerTable.put(customer);
    this.touch();
  }

  removeCustomer(customer: SandboxCustomer): void {
    this.customerTable.remove(String(customer.id));
    const owner = gid("Customer", customer.id);
    for (const field of this.metafields(owner)) this.removeMetafield(field);
    this.touch();
  }

  // Orders

  /** Newest first. */
  orders(shop: string): SandboxOrder[] {
    return this.orderTable
      .rows()
      .filter((order) => order.shop === shop)
      .sort((a, b) => b.processedAt - a.processedAt || b.id - a.id);
  }

  order(shop: string, id: number): SandboxOrder | null {
    const order = this.orderTable.get(String(id));
    return order?.shop === shop ? order : null;
  }

  putOrder(order: SandboxOrder): void {
    const before = this.orderTable.get(String(order.id));
    if (before !== null) {
      const states = [...this.revisions(order.id), before].slice(-REVISIONS_KEPT);
      this.revisionTable.put({ orderId: order.id, states });
    }
    this.orderTable.put(order);
    this.touch();
  }

  /** Earlier states of an order, oldest first. */
  revisions(orderId: number): readonly SandboxOrder[] {
    return this.revisionTable.get(String(orderId))?.states ?? [];
  }

  // Discounts

  discounts(shop: string): SandboxDiscount[] {
    return this.discountTable.rows().filter((discount) => discount.shop === shop);
  }

  discount(shop: string, id: number): SandboxDiscount | null {
    const discount = this.discountTable.get(String(id));
    return discount?.shop === shop ? discount : null;
  }

  /** Codes know no upper and lower case. */
  discountByCode(shop: string, code: string): SandboxDiscount | null {
    return this.discountTable.group(codeKey(shop, code), (row) => codeKey(row.shop, row.code))[0] ?? null;
  }

  putDiscount(discount: SandboxDiscount): void {
    this.discountTable.put(discount);
    this.touch();
  }

  removeDiscount(discount: SandboxDiscount): void {
    this.discountTable.remove(String(discount.id));
    this.touch();
  }

  // Metafields

  metafields(ownerId: string): SandboxMetafield[] {
    return this.metafieldTable.group(ownerId, (field) => field.ownerId);
  }

  /** `namespace` as stored, or `$app` for the app's own. */
  metafield(ownerId: string, namespace: string, key: string): SandboxMetafield | null {
    const stored = namespace.replace(/^\$app/, APP_NAMESPACE);
    return this.metafieldTable.get(`${ownerId}|${stored}|${key}`);
  }

  /** A customer's metafields as a theme's Liquid reads them: namespace (`$app` for the app's own) → key → metafield. */
  metafieldsOf(customer: SandboxCustomer): Record<string, Record<string, SandboxMetafield>> {
    return this.byNamespace(gid("Customer", customer.id));
  }

  /** The app-data metafields of a shop's app installation (`app.metafields` in Liquid): namespace → key → metafield. */
  appMetafields(shop: string): Record<string, Record<string, SandboxMetafield>> {
    const installation = this.installationTable.get(shop);
    return installation === null ? {} : this.byNamespace(gid("AppInstallation", installation.id));
  }

  /** What Liquid reads as `app.metafields.vafa.program`; null until the app has pushed it. */
  programMetafield(shop: string): SandboxMetafield | null {
    return this.appMetafields(shop).vafa?.program ?? null;
  }

  putMetafield(field: SandboxMetafield): void {
    this.metafieldTable.put(field);
    this.touch();
  }

  removeMetafield(field: SandboxMetafield): void {
    this.metafieldTable.remove(`${field.ownerId}|${field.namespace}|${field.key}`);
    this.touch();
  }

  private byNamespace(ownerId: string): Record<string, Record<string, SandboxMetafield>> {
    const spaces: Record<string, Record<string, SandboxMetafield>> = {};
    for (const field of this.metafields(ownerId)) {
      const name = field.namespace.replace(APP_NAMESPACE, "$app");
      spaces[name] = { ...spaces[name], [field.key]: field };
    }
    return spaces;
  }

  // Carts

  cart(shop: string, token: string): SandboxCart | null {
    const cart = this.cartTable.get(token);
    return cart?.shop === shop ? cart : null;
  }

  putCart(cart: SandboxCart): void {
    this.cartTable.put(cart);
    this.touch();
  }

  // The app's installation

  installation(shop: string): InstallationRow | null {
    return this.installationTable.get(shop);
  }

  putInstallation(row: InstallationRow): void {
    this.installationTable.put(row);
    this.touch();
  }

  removeInstallation(shop: string): void {
    this.installationTable.remove(shop);
    for (const token of this.tokenTable.rows()) {
      if (token.shop === shop) this.tokenTable.remove(token.token);
    }
    this.touch();
  }

  // Numbers, happenings, file

  /** The next number of a kind; `from` is where its numbers start. */
  nextId(kind: string, from: number): number {
    const name = `last.${kind}`;
    const last = this.scalars.get(name);
    const next = typeof last === "number" ? last + 1 : from;
    this.scalars.set(name, next);
    return next;
  }

  scalar(name: string): number | string | boolean | null {
    return this.scalars.get(name) ?? null;
  }

  setScalar(name: string, value: number | string | boolean | null): void {
    this.scalars.set(name, value);
    this.touch();
  }

  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Tells the listeners what one change in the shop meant. */
  announce(shop: string, events: readonly ShopEvent[]): Happening {
    const happening: Happening = { shop, eventId: randomUUID(), at: this.now(), events };
    for (const listener of this.listeners) listener(happening);
    return happening;
  }

  /** Connects the store to its file and reads what is there; true when there was something. */
  attach(file: StateFile): boolean {
    const image = file.read();
    this.file = file;
    if (image === null) return false;
    for (const [name, value] of Object.entries(image.scalars)) this.scalars.set(name, value);
    for (const [name, table] of Object.entries(this.tables())) table.load(image.tables[name] ?? []);
    return true;
  }

  image(): StateImage {
    const tables: Record<string, readonly Row[]> = {};
    for (const [name, table] of Object.entries(this.tables())) tables[name] = table.rows();
    return { scalars: Object.fromEntries(this.scalars), tables };
  }

  touch(): void {
    this.file?.touch();
  }

  flush(): void {
    this.file?.flush();
  }

  private tables(): Record<string, { load(rows: readonly Row[]): void; rows(): readonly Row[] }> {
    return {
      customers: this.customerTable,
      orders: this.orderTable,
      revisions: this.revisionTable,
      discounts: this.discountTable,
      metafields: this.metafieldTable,
      carts: this.cartTable,
      tokens: this.tokenTable,
      installations: this.installationTable,
    };
  }
}
