/**
 * Brands: a type that only its own constructor can make, so that a lot of points is never mistaken for an amount of
 * money, nor one shop's id for another number (laws 9 and 10).
 */
declare const brand: unique symbol;

export type Branded<Base, Name extends string> = Base & { readonly [brand]: Name };

/** Our own ids. Numbers, because they lead every index. */
export type ShopId = Branded<number, "ShopId">;
export type MemberId = Branded<number, "MemberId">;
export type TermsVersion = Branded<number, "TermsVersion">;
/** Our redemption id: a UUID. */
export type RedemptionId = Branded<string, "RedemptionId">;

/** The store's ids, as text without any prefix ("6001" rather than "gid://shopify/Order/6001"). */
export type OrderId = Branded<string, "OrderId">;
export type CustomerId = Branded<string, "CustomerId">;

/** A moment, in epoch milliseconds. The core gets it as an argument and never asks for it (law 8). */
export type Instant = Branded<number, "Instant">;

function safeInteger(value: number, what: string): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${what} must be a safe integer, got ${value}`);
  return value;
}

function text(value: string, what: string): string {
  if (value.length === 0) throw new RangeError(`${what} must not be empty`);
  return value;
}

export const shopId = (value: number) => safeInteger(value, "shop id") as ShopId;
export const memberId = (value: number) => safeInteger(value, "member id") as MemberId;
export const termsVersion = (value: number) => safeInteger(value, "terms version") as TermsVersion;
export const redemptionId = (value: string) => text(value, "redemption id") as RedemptionId;
export const orderId = (value: string) => text(value, "order id") as OrderId;
export const customerId = (value: string) => text(value, "customer id") as CustomerId;
export const instant = (epochMs: number) => safeInteger(epochMs, "instant") as Instant;
