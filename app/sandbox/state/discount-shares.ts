/** Which line gives how much of each discount: product codes first, order codes on what is left, then what the app's function takes off by itself. */
import { combine, type DiscountedLine, entitledLines } from "./discounts";
import type { AutomaticOff, PricedLine } from "./pricing";
import { basisPoints, shareOut } from "./share";
import type { DiscountAllocation, DiscountApplication, SandboxDiscount } from "./types";

/** A code that does not stand beside it puts the automatic part of that class out: the shopper chose the code. */
export function automaticBeside(
  off: AutomaticOff | null,
  accepted: readonly SandboxDiscount[],
): DiscountApplication[] {
  if (off === null) return [];
  const { discount, order, shipping } = off;
  const stands = (part: "ORDER" | "SHIPPING") =>
    accepted.every((code) => combine(code, { discountClass: part, combinesWith: discount.combinesWith }));
  const parts: DiscountApplication[] = [];
  const common = { code: null, discountId: discount.id, targetSelection: "all" } as const;
  if (order !== null && stands("ORDER")) {
    const value = { type: "percentage", bp: order.bp } as const;
    parts.push({ ...common, title: order.message, value, targetType: "line_item" });
  }
  if (shipping !== null && stands("SHIPPING")) {
    const value = { type: "free-shipping", maximumMinor: null } as const;
    parts.push({ ...common, title: shipping.message, value, targetType: "shipping_line" });
  }
  return parts;
}

export function offTheOrder(applications: readonly DiscountApplication[], lines: Allocated[]): Allocated[] {
  return applications.reduce((left, { code, value }, application) => {
    if (code !== null || value.type !== "percentage") return left;
    const weights = left.map(({ product, netMinor }) => (product.giftCard ? 0 : netMinor));
    const base = weights.reduce((a, b) => a + b, 0);
    return takeOff(left, application, shareOut(basisPoints(base, value.bp), weights));
  }, lines);
}

/** The first that makes it free takes all of it. */
export function offTheShipping(
  applications: readonly DiscountApplication[],
  priceMinor: number,
): DiscountAllocation[] {
  const application = applications.findIndex(({ targetType }) => targetType === "shipping_line");
  return application < 0 || priceMinor === 0 ? [] : [{ application, amountMinor: priceMinor }];
}

type Allocated = Omit<PricedLine, "taxMinor">;

export function allocate(
  accepted: readonly SandboxDiscount[],
  gross: readonly DiscountedLine[],
): Allocated[] {
  let lines: Allocated[] = gross.map((line) => ({
    ...line,
    allocations: [],
    discountMinor: 0,
    netMinor: line.grossMinor,
  }));
  const order = accepted.map((discount, application) => ({ discount, application }));
  order.sort((a, b) => rank(a.discount) - rank(b.discount) || a.application - b.application);
  for (const { discount, application } of order) lines = apply(discount, application, lines);
  return lines;
}

const rank = (discount: SandboxDiscount) => (discount.discountClass === "PRODUCT" ? 0 : 1);

function apply(discount: SandboxDiscount, application: number, lines: Allocated[]): Allocated[] {
  if (discount.discountClass === "SHIPPING") return lines;
  const entitled = new Set(entitledLines(discount, lines).map(({ line }) => line));
  const weights = lines.map((line) => (entitled.has(line.line) ? line.netMinor : 0));
  const base = weights.reduce((a, b) => a + b, 0);
  return takeOff(lines, application, partsOf(discount, lines, weights, base));
}

function takeOff(lines: readonly Allocated[], application: number, parts: readonly number[]): Allocated[] {
  return lines.map((line, index) => {
    const amountMinor = parts[index] ?? 0;
    if (amountMinor === 0) return line;
    return {
      ...line,
      allocations: [...line.allocations, { application, amountMinor }],
      discountMinor: line.discountMinor + amountMinor,
      netMinor: line.netMinor - amountMinor,
    };
  });
}

function partsOf(
  discount: SandboxDiscount,
  lines: readonly Allocated[],
  weights: readonly number[],
  base: number,
): number[] {
  const { value } = discount;
  if (value.type === "percentage") return shareOut(basisPoints(base, value.bp), weights);
  if (value.type === "free-shipping") return weights.map(() => 0);
  if (!value.appliesOnEachItem) return shareOut(Math.min(value.amountMinor, base), weights);
  return weights.map((weight, index) =>
    Math.min(weight, value.amountMinor * (lines[index]?.line.quantity ?? 0)),
  );
}

export function applicationOf(discount: SandboxDiscount): DiscountApplication {
  return {
    code: discount.code,
    title: discount.title,
    discountId: discount.id,
    value: discount.value,
    targetSelection: discount.productIds === null ? "all" : "entitled",
    targetType: discount.discountClass === "SHIPPING" ? "shipping_line" : "line_item",
  };
}
