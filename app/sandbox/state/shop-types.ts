/** Shops, their staff, customers, products, carts and metafields, as the emulated Shopify keeps them. */

export type Locale = "en" | "fa" | "ar";

export interface Localized {
  readonly en: string;
  readonly fa: string;
  readonly ar: string;
}

export interface SandboxStaff {
  readonly id: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly locale: Locale;
  readonly accountOwner: boolean;
}

export interface SandboxShop {
  readonly id: number;
  /** `vafa-demo.myshopify.com`: the key of everything that belongs to the shop. */
  readonly domain: string;
  readonly name: string;
  readonly currency: "GBP" | "IRR";
  /** Decimals of the currency: 2 for GBP, 0 for IRR. */
  readonly decimals: number;
  readonly primaryLocale: Locale;
  readonly locales: readonly Locale[];
  readonly timezone: string;
  readonly countryCode: "GB" | "IR";
  readonly email: string;
  readonly taxesIncluded: boolean;
  readonly taxRateBp: number;
  readonly taxTitle: string;
  readonly shippingTitle: string;
  readonly shippingMinor: number;
  /** From this subtotal on shipping costs nothing. */
  readonly freeShippingFromMinor: number;
  readonly staff: readonly SandboxStaff[];
  readonly createdAt: number;
  /** Only beside an order that was paid in another currency: what its amounts are shown in to the buyer. */
  readonly presentment?: Presentment;
}

/** A currency the buyer may pay in: so many of it for one of the shop's. */
export interface Presentment {
  readonly currency: string;
  readonly decimals: number;
  readonly rate: number;
}

/** Who a member of the cast is in the walk through the sandbox. */
export type CastRole = "regular" | "persian" | "arabic" | "newcomer" | "vip";

export interface SandboxCustomer {
  readonly id: number;
  readonly shop: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly locale: Locale;
  readonly countryCode: string;
  readonly country: string;
  readonly city: string;
  readonly address1: string | null;
  readonly zip: string | null;
  /** The customer has proved that the e-mail is theirs (by logging in with a code, say). */
  readonly verifiedEmail: boolean;
  readonly tags: readonly string[];
  readonly cast: CastRole | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface SandboxVariant {
  readonly id: number;
  readonly productId: number;
  /** "Default Title" when the product has only one, as Shopify has it. */
  readonly title: string;
  readonly titleIn: Localized;
  readonly sku: string;
  readonly priceMinor: number;
}

export interface SandboxProduct {
  readonly id: number;
  readonly shop: string;
  readonly handle: string;
  /** In the shop's primary language. */
  readonly title: string;
  readonly titleIn: Localized;
  readonly descriptionIn: Localized;
  readonly vendor: string;
  readonly productType: string;
  readonly giftCard: boolean;
  readonly taxable: boolean;
  readonly requiresShipping: boolean;
  /** A whole `<svg>` element: the picture, without a request to anybody. */
  readonly imageSvg: string;
  readonly variants: readonly SandboxVariant[];
  readonly createdAt: number;
}

export interface SandboxMetafield {
  readonly id: number;
  /** `gid://shopify/Customer/…`, `gid://shopify/AppInstallation/…` or `gid://shopify/Shop/…`. */
  readonly ownerId: string;
  /** As stored: `$app` is resolved to `app--{app id}`. */
  readonly namespace: string;
  readonly key: string;
  readonly type: string;
  readonly value: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface CartLine {
  readonly variantId: number;
  readonly quantity: number;
}

/** The shopper's cart: the storefront fills it, the checkout prices it and turns it into an order. */
export interface SandboxCart {
  readonly token: string;
  readonly shop: string;
  readonly lines: readonly CartLine[];
  readonly codes: readonly string[];
  readonly locale: Locale;
  readonly updatedAt: number;
}
