/**
 * How a coupon's amount falls upon the lines, as WC_Discounts does it: a percentage line by line with the remainder cent by cent, a fixed amount per unit again and
 * again until it is used up or the lines are. What no line can bear is lost.
 */
import { minorOf, sumOf } from "./amounts";
import type { WooCoupon } from "./records";

export interface Discountable {
  readonly productIds: readonly number[];
  readonly quantity: number;
  /** In minor units, as the shop prices it: all units together. */
  readonly price: number;
}

/** @returns for each line, in the given order, what the coupon takes from it; `taken` is what others have taken already. */
export function takenBy(
  coupon: WooCoupon,
  lines: readonly Discountable[],
  { taken, decimals }: { readonly taken: readonly number[]; readonly decimals: number },
): number[] {
  const lot = lines.map((line, index) => ({
    line,
    index,
    left: Math.max(0, line.price - (taken[index] ?? 0)),
    own: 0,
  }));
  const open = lot
    .filter(({ line, left }) => left > 0 && line.quantity > 0 && isFor(coupon, line))
    .sort((a, b) => b.line.price * b.line.quantity - a.line.price * a.line.quantity);
  if (coupon.discountType === "percent") takePercent(coupon, open);
  else if (coupon.discountType === "fixed_product") takeEach(open, minorOf(coupon.amount, decimals));
  else takeFixed(open, minorOf(coupon.amount, decimals));
  return lot.map(({ own }) => own);
}

interface Bearing {
  readonly line: Discountable;
  left: number;
  own: number;
}

/** A cart coupon is for everything; a percentage may be bound to products. */
function isFor(coupon: WooCoupon, line: Discountable): boolean {
  if (coupon.discountType === "fixed_cart" || coupon.productIds.length === 0) return true;
  return line.productIds.some((id) => coupon.productIds.includes(id));
}

function take(bearing: Bearing, wanted: number): number {
  const amount = Math.min(bearing.left, Math.max(0, wanted));
  bearing.left -= amount;
  bearing.own += amount;
  return amount;
}

function takePercent(coupon: WooCoupon, open: readonly Bearing[]): void {
  const percent = Number(coupon.amount);
  let room = coupon.limitUsageToXItems ?? Number.POSITIVE_INFINITY;
  let base = 0;
  let all = 0;
  for (const bearing of open) {
    const units = Math.min(bearing.line.quantity, room);
    room -= units;
    const price = (bearing.line.price / bearing.line.quantity) * units;
    base += price;
    all += take(bearing, Math.floor((price * percent) / 100));
  }
  const whole = Math.round((base * percent) / 100);
  if (all < whole) takeRest(open, whole - all);
}

function takeFixed(open: readonly Bearing[], amount: number): void {
  let rest = amount;
  while (rest > 0) {
    const able = open.filter(({ left }) => left > 0);
    const units = sumOf(able.map(({ line }) => line.quantity));
    if (units === 0) return;
    const each = Math.floor(rest / units);
    if (each === 0) {
      takeRest(able, rest);
      return;
    }
    rest -= takeEach(able, each);
  }
}

const takeEach = (open: readonly Bearing[], each: number): number =>
  sumOf(open.map((bearing) => take(bearing, each * bearing.line.quantity)));

/** One unit of money from each unit of goods in turn. */
function takeRest(open: readonly Bearing[], amount: number): void {
  let rest = amount;
  for (const bearing of open)
    for (let unit = 0; unit < bearing.line.quantity && rest > 0; unit += 1) rest -= take(bearing, 1);
}
