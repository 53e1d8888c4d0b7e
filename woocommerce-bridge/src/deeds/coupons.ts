/**
 * The coupon of a redemption in a store (law 5): made once although a store can make two of one code, whatever answer is lost; and dead, every one of them, before
 * points return.
 */
import * as z from "zod";
import type { Currency } from "../../../app/loyalty/money";
import { StoreRefused, StoreUnavailable, type WooCommerceClient } from "../client";
import type { CouponInput } from "../coupon";
import { isThatCoupon, isUsed, type RestCoupon, restCoupon } from "../found-coupon";
import { orNone } from "./orders";
import { PER_PAGE } from "./place";

export type Issued = { readonly id: number } | { readonly refused: string };

const coupons = z.array(restCoupon);

/** Looked for, made, and looked for again: an answer that was lost says nothing of what was done. */
export async function issueCoupon(
  client: WooCommerceClient,
  wanted: CouponInput,
  currency: Currency,
): Promise<Issued> {
  const before = await withCode(client, wanted.code);
  if (before.length > 0) return oldestOfOurs(client, before, { wanted, currency });
  const refused = await make(client, wanted);
  const made = await withCode(client, wanted.code);
  if (made.length > 0) return oldestOfOurs(client, made, { wanted, currency });
  if (refused !== null) return { refused };
  throw new StoreUnavailable("a coupon was made and is not there");
}

/** The store's reason when it says no. A lost answer is left to who asks again, after one more look. */
async function make(client: WooCommerceClient, wanted: CouponInput): Promise<string | null> {
  try {
    await client.post("coupons", { answer: z.object({ id: z.int().positive() }), body: wanted });
    return null;
  } catch (error) {
    if (error instanceof StoreRefused) return error.message;
    if (error instanceof StoreUnavailable && error.status === null) {
      const found = await withCode(client, wanted.code);
      if (found.length > 0) return null;
    }
    throw error;
  }
}

/** The first one stays, whoever looks; what was made twice goes. */
async function oldestOfOurs(
  client: WooCommerceClient,
  found: readonly RestCoupon[],
  { wanted, currency }: { readonly wanted: CouponInput; readonly currency: Currency },
): Promise<Issued> {
  const ours = found.filter((one) => isThatCoupon(one, wanted, currency));
  const kept = ours.find(isUsed) ?? ours[0];
  if (!kept || ours.length < found.length) return { refused: "the store has another coupon with this code" };
  for (const { id } of ours) if (id !== kept.id) await remove(client, id);
  return { id: kept.id };
}

/**
 * Every coupon of a code, oldest first. Asked for by its code the store shows one of them; a search shows all, but some stores search elsewhere than in codes.
 */
async function withCode(client: WooCommerceClient, code: string): Promise<RestCoupon[]> {
  const wanted = code.toLowerCase();
  const one = await client.get("coupons", { answer: coupons, params: { code: wanted } });
  if (one.data.length === 0) return [];
  const all = await client.get("coupons", {
    answer: coupons,
    params: { search: wanted, per_page: PER_PAGE, orderby: "id", order: "asc" },
  });
  const found = new Map([...one.data, ...all.data].map((coupon) => [coupon.id, coupon]));
  return [...found.values()]
    .filter((coupon) => coupon.code.toLowerCase() === wanted)
    .sort((first, second) => first.id - second.id);
}

/**
 * An unused coupon is deleted. A used one is kept for the shop's own reports and for whoever asks again after a lost answer, but is over for good: a cancelled order makes
 * a coupon usable again, and nothing makes it younger.
 */
export async function killCoupon(
  client: WooCommerceClient,
  code: string,
  storeRef: string | null,
): Promise<{ readonly used: boolean }> {
  const known = await toldOf(client, code, storeRef);
  let used = false;
  // Of two with one code the store shows the second when the first is gone.
  for (let round = 0; round < 5; round += 1) {
    const found = [...(round === 0 ? known : []), ...(await withCode(client, code))];
    const alive = [...new Map(found.map((one) => [one.id, one])).values()].filter((one) => !isOver(one));
    used ||= found.some(isUsed);
    if (alive.length === 0) return { used };
    for (const coupon of alive) used = (await end(client, coupon)) || used;
  }
  throw new StoreUnavailable("a coupon lives on although it was ended");
}

/** The one we were told of, by its number; a number that another store gave means another coupon here. */
async function toldOf(
  client: WooCommerceClient,
  code: string,
  storeRef: string | null,
): Promise<RestCoupon[]> {
  if (storeRef === null || !/^[1-9]\d{0,15}$/.test(storeRef)) return [];
  const found = await orNone(client.get(`coupons/${storeRef}`, { answer: restCoupon }));
  return found !== null && found.data.code.toLowerCase() === code.toLowerCase() ? [found.data] : [];
}

/** Long past, whatever the site's time zone. */
const OVER = "2000-01-01T00:00:00Z";

const isOver = (coupon: RestCoupon): boolean =>
  isUsed(coupon) && (coupon.date_expires_gmt ?? Number.POSITIVE_INFINITY) <= Date.parse(OVER) + DAY;
const DAY = 86_400_000;

/** @returns whether it had been used: it could be until the moment it ended. */
async function end(client: WooCommerceClient, coupon: RestCoupon): Promise<boolean> {
  if (!isUsed(coupon)) return remove(client, coupon.id);
  await ignoringGone(
    client.put(`coupons/${coupon.id}`, { answer: restCoupon, body: { date_expires: OVER } }),
  );
  return true;
}

/** @returns whether it had been used. */
async function remove(client: WooCommerceClient, id: number): Promise<boolean> {
  const params = { force: true };
  const gone = await orNone(client.delete(`coupons/${id}`, { answer: restCoupon, params }));
  return gone !== null && isUsed(gone.data);
}

/** The merchant's change reaches coupons that live already (field lesson 14). One that is gone or used is left alone. */
export async function recombineCoupon(
  client: WooCommerceClient,
  code: string,
  alone: (coupon: RestCoupon) => boolean,
): Promise<void> {
  for (const coupon of await withCode(client, code)) {
    const individual_use = alone(coupon);
    if (isUsed(coupon) || coupon.individual_use === individual_use) continue;
    const body = { individual_use };
    await ignoringGone(client.put(`coupons/${coupon.id}`, { answer: restCoupon, body }));
  }
}

/** Changing what is not there any more is answered with 400 and not with 404. */
async function ignoringGone(asked: Promise<unknown>): Promise<void> {
  try {
    await orNone(asked);
  } catch (error) {
    if (!(error instanceof StoreRefused) || !error.code?.endsWith("_invalid_id")) throw error;
  }
}
