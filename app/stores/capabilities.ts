/** What a platform can do for us at all. What it cannot is hidden where staff would choose it, so that nobody sets up what never happens. */
export interface Capabilities {
  /** Money on a customer's account in the store. */
  readonly storeCredit: boolean;
  readonly giftCards: boolean;
  /** Tags on customers: for other tools of the merchant, and as members of segments. */
  readonly customerTags: boolean;
  /** Discounts of a tier that the store gives by itself at the checkout. */
  readonly tierDiscounts: boolean;
  /** What may stand beside a code: chosen for each kind of discount, or only alone or beside anything. */
  readonly combinations: "by-kind" | "alone-or-beside-anything";
  /** Free shipping that is worth at most so much. */
  readonly cappedShipping: boolean;
  /** Blocks that the merchant places in a theme, with addresses to open its editor. */
  readonly themeBlocks: boolean;
  /** Pages of ours within the storefront: where a friend's invitation leads, and what counts a visit. */
  readonly storefrontPages: boolean;
  /** Hands on what customers ask by privacy law, so that there are such requests to show. */
  readonly privacyRequests: boolean;
  /** Lets us in by keys that the merchant gave us and can take away, so that there is a connection to look after. */
  readonly keys: boolean;
}

const platforms = {
  shopify: {
    storeCredit: true,
    giftCards: true,
    customerTags: true,
    tierDiscounts: true,
    combinations: "by-kind",
    cappedShipping: true,
    themeBlocks: true,
    storefrontPages: true,
    privacyRequests: true,
    keys: false,
  },
  woocommerce: {
    storeCredit: false,
    giftCards: false,
    customerTags: false,
    tierDiscounts: false,
    combinations: "alone-or-beside-anything",
    cappedShipping: false,
    themeBlocks: false,
    storefrontPages: false,
    privacyRequests: false,
    keys: true,
  },
} as const satisfies Record<string, Capabilities>;

export const capabilitiesOf = (platform: keyof typeof platforms): Capabilities => platforms[platform];
