/**
 * The automatic discount that gives tier benefits: how the app, the function's toml and the store name it. Its rules need no settings of their own: the function
 * reads the member's snapshot.
 */

/** The function's handle in extensions/loyalty-discount/shopify.extension.toml. */
export const DISCOUNT_FUNCTION = "loyalty-discount";

/** By this title the discount is found again; staff see it in the store's list of discounts. */
export const DISCOUNT_TITLE = "Vafa tier benefits";
