/**
 * The emulated Shopify's store: every record by its shop and number. Reads give records, writes put a new record in the old
 * one's stead. What a change means for others is said by who makes it (`announce`).
 */
import { gid } from "./ids";
import { type InstallationRow, Records } from "./records";
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

export type { InstallationRow, RevisionRow, TokenRow } from "./records";

/** The app's number on this Shopify: `$app` namespaces are stored as `app--{this}`. */
export const APP_ID = 184_320_001;
export const APP_NAMESPACE = `app--${APP_ID}`;

const REVISIONS_KEPT = 8;

const codeKey = (shop: string, code: string) => `${shop}|${code.trim().toLowerCase()}`;

export interface StoreOptions {
  readonly now?: () => number;
  /** Fixed records; they are part of the program, not of the file. */
  readonly shops: readonly SandboxShop[];
  readonly products: readonly SandboxProduct[];
}

export type MetafieldsByNamespace = Record<string, Record<string, SandboxMetafield>>;

export class SandboxStore extends Records {
  readonly shops: readonly SandboxShop[];
  private readonly productsByShop = new Map<string, SandboxProduct[]>();
  private readonly variants = new Map<number, { product: SandboxProduct; variant: SandboxVariant }>();

  constructor(options: StoreOptions) {
    super(options.now ?? Date.now);
    this.shops = options.shops;
    for (const product of options.products) {
      this.productsByShop.set(product.shop, [...(this.productsByShop.get(product.shop) ?? []), product]);
      for (const variant of product.variants) this.variants.set(variant.id, { product, variant });
    }
  }

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

  customers(shop: string): SandboxCustomer[] {
    return this.customerTable.group(shop, (customer) => customer.shop);
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
  }

  removeCustomer(customer: SandboxCustomer): void {
    this.customerTable.remove(String(customer.id));
    for (const field of this.metafields(gid("Customer", customer.id))) this.removeMetafield(field);
  }

  /** Newest first. */
  orders(shop: string): SandboxOrder[] {
    return this.orderTable
      .group(shop, (order) => order.shop)
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
  }

  /** Earlier states of an order, oldest first. */
  revisions(orderId: number): readonly SandboxOrder[] {
    return this.revisionTable.get(String(orderId))?.states ?? [];
  }

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
  }

  removeDiscount(discount: SandboxDiscount): void {
    this.discountTable.remove(String(discount.id));
  }

  metafields(ownerId: string): SandboxMetafield[] {
    return this.metafieldTable.group(ownerId, (field) => field.ownerId);
  }

  /** `namespace` as stored, or `$app` for the app's own. */
  metafield(ownerId: string, namespace: string, key: string): SandboxMetafield | null {
    const stored = namespace.replace(/^\$app/, APP_NAMESPACE);
    return this.metafieldTable.get(`${ownerId}|${stored}|${key}`);
  }

  /** A customer's metafields as a theme's Liquid reads them: namespace (`$app` for the app's own) → key → metafield. */
  metafieldsOf(customer: SandboxCustomer): MetafieldsByNamespace {
    return this.byNamespace(gid("Customer", customer.id));
  }

  /** The app-data metafields of a shop's app installation (`app.metafields` in Liquid): namespace → key → metafield. */
  appMetafields(shop: string): MetafieldsByNamespace {
    const installation = this.installation(shop);
    return installation === null ? {} : this.byNamespace(gid("AppInstallation", installation.id));
  }

  /** What Liquid reads as `app.metafields.vafa.program`; null until the app has pushed it. */
  programMetafield(shop: string): SandboxMetafield | null {
    return this.appMetafields(shop).vafa?.program ?? null;
  }

  putMetafield(field: SandboxMetafield): void {
    this.metafieldTable.put(field);
  }

  removeMetafield(field: SandboxMetafield): void {
    this.metafieldTable.remove(`${field.ownerId}|${field.namespace}|${field.key}`);
  }

  cart(shop: string, token: string): SandboxCart | null {
    const cart = this.cartTable.get(token);
    return cart?.shop === shop ? cart : null;
  }

  putCart(cart: SandboxCart): void {
    this.cartTable.put(cart);
  }

  /** The app's installation in a shop; null until it is opened there for the first time. */
  installation(shop: string): InstallationRow | null {
    return this.installationTable.get(shop);
  }

  private byNamespace(ownerId: string): MetafieldsByNamespace {
    const spaces: MetafieldsByNamespace = {};
    for (const field of this.metafields(ownerId)) {
      const name = field.namespace.replace(APP_NAMESPACE, "$app");
      spaces[name] = { ...spaces[name], [field.key]: field };
    }
    return spaces;
  }
}
