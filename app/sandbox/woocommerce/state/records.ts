/**
 * What an emulated WordPress with WooCommerce 10.9 remembers. Money is decimal text with the shop's number of decimals, as its database has it; times are milliseconds
 * of whole seconds, as WooCommerce keeps no finer ones. Records are never changed in place.
 */
import type { CastRole, Locale, Localized } from "../../state/types";

export type {
  WooCoupon,
  WooCouponLine,
  WooDiscountType,
  WooFeeLine,
  WooLineItem,
  WooOrder,
  WooRefund,
  WooRefundItem,
  WooShippingLine,
  WooStatus,
} from "./order-records";

export interface WooSettings {
  /** `nordlicht`: the key of everything that belongs to the shop, and its place in the address. */
  readonly name: string;
  readonly title: string;
  readonly tagline: Localized;
  readonly locale: Locale;
  readonly locales: readonly Locale[];
  readonly currency: "EUR" | "IRT";
  readonly currencySymbol: string;
  readonly currencyName: string;
  readonly decimals: number;
  readonly timezone: string;
  readonly country: string;
  readonly city: string;
  readonly postcode: string;
  readonly adminEmail: string;
  readonly pricesIncludeTax: boolean;
  readonly taxRateBp: number;
  readonly taxRateCode: string;
  readonly taxLabel: string;
  readonly shippingTitle: string;
  /** Without tax, as WooCommerce keeps the cost of a flat rate. */
  readonly shippingCost: string;
  readonly freeShippingTitle: string;
  /** From this displayed subtotal on shipping costs nothing. */
  readonly freeShippingFrom: string;
}

export interface WooMeta {
  readonly id: number;
  readonly key: string;
  readonly value: unknown;
}

export interface WooAddress {
  readonly first_name: string;
  readonly last_name: string;
  readonly company: string;
  readonly address_1: string;
  readonly address_2: string;
  readonly city: string;
  readonly state: string;
  readonly postcode: string;
  readonly country: string;
  readonly email: string;
  readonly phone: string;
}

export type WooRole = "administrator" | "shop_manager" | "shop_support" | "customer";

/** A user of WordPress; customers are users. */
export interface WooUser {
  readonly id: number;
  readonly username: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly role: WooRole;
  readonly locale: Locale;
  readonly billing: WooAddress;
  readonly shipping: WooAddress;
  readonly isPayingCustomer: boolean;
  readonly meta: readonly WooMeta[];
  /** Who a member of the cast is; null for everybody else. */
  readonly castKey: string | null;
  readonly castRole: CastRole | null;
  readonly createdAt: number;
  readonly modifiedAt: number;
}

export interface WooCategory {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly nameIn: Localized;
}

export interface WooVariation {
  readonly id: number;
  readonly name: string;
  readonly nameIn: Localized;
  readonly sku: string;
  readonly price: string;
}

export interface WooProduct {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly nameIn: Localized;
  readonly descriptionIn: Localized;
  readonly sku: string;
  /** Of a variable product the lowest of its variations. */
  readonly price: string;
  readonly categoryIds: readonly number[];
  /** A whole `<svg>` element; served below `wp-content/uploads`. */
  readonly imageSvg: string;
  readonly imageId: number;
  readonly variations: readonly WooVariation[];
  readonly createdAt: number;
}

export type WooWebhookStatus = "active" | "paused" | "disabled";

export interface WooWebhook {
  readonly id: number;
  readonly name: string;
  readonly status: WooWebhookStatus;
  readonly topic: string;
  readonly deliveryUrl: string;
  readonly secret: string;
  /** Whose rights its payloads are read with. */
  readonly userId: number;
  readonly failureCount: number;
  readonly pendingDelivery: boolean;
  readonly createdAt: number;
  readonly modifiedAt: number;
}

/** A key of the REST API; the sandbox keeps it in plain text, as everything of it is invented. */
export interface WooKey {
  readonly id: number;
  readonly userId: number;
  readonly description: string;
  readonly permissions: "read" | "write" | "read_write";
  readonly consumerKey: string;
  readonly consumerSecret: string;
  readonly lastAccess: number | null;
}

/** A shopper's session: who is logged in and what is in the cart. `data` is for whoever draws the pages. */
export interface WooSession {
  readonly token: string;
  readonly userId: number;
  readonly lines: readonly WooCartLine[];
  readonly codes: readonly string[];
  /** What a guest has typed so far. */
  readonly email: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly updatedAt: number;
}

export interface WooCartLine {
  readonly productId: number;
  readonly variationId: number;
  readonly quantity: number;
}

export interface WooOption {
  readonly name: string;
  readonly value: unknown;
  readonly autoload: boolean;
}

export const noAddress: WooAddress = {
  first_name: "",
  last_name: "",
  company: "",
  address_1: "",
  address_2: "",
  city: "",
  state: "",
  postcode: "",
  country: "",
  email: "",
  phone: "",
};
