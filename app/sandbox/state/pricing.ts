/**
 * What a cart costs: product discounts first, order discounts on what is left, spread over the lines so that the parts sum to
 * the whole; then shipping and tax. Gift cards carry no discount and no tax.
 */
import { type DiscountedLine, type DiscountRefusal, entitledLines, refusalOf } from "./discounts";
import { basisPoints, shareOut, taxInside } from "./share";
import type {
  CartLine,
  DiscountAllocation,
  DiscountApplication,
  SandboxCustomer,
  SandboxDiscount,
  SandboxProduct,
  SandboxShop,
  SandboxVariant,
} from "./types";

export interface PricedLine extends DiscountedLine {
  readonly allocations: readonly DiscountAllocation[];
  readonly discountMinor: number;
  /** `grossMinor` less discounts. */
  readonly netMinor: number;
  readonly taxMinor: number;
}

export interface PricedCart {
  readonly lines: readonly PricedLine[];
  readonly accepted: readonly SandboxDiscount[];
  readonly applications: readonly DiscountApplication[];
  readonly refused: readonly { readonly code: string; readonly reason: DiscountRefusal }[];
  readonly grossMinor: number;
  readonly discountMinor: number;
  /** Lines after discounts. */
  readonly subtotalMinor: number;
  readonly shippingMinor: number;
  readonly shippingTaxMinor: number;
  /** Tax of lines and shipping together; already inside the prices when the shop's taxes are included. */
  readonly taxMinor: number;
  readonly totalMinor: number;
}

export interface PricingInput {
  readonly shop: SandboxShop;
  readonly customer: SandboxCustomer | null;
  readonly lines: readonly CartLine[];
  readonly codes: readonly string[];
  readonly now: number;
  readonly variant: (
    id: number,
  ) => { readonly product: SandboxProduct; readonly variant: SandboxVariant } | null;
  readonly discount: (code: string) => SandboxDiscount | null;
}

export function taxOf(amount: number, shop: Pick<SandboxShop, "taxRateBp" | "taxesIncluded">): number {
  return shop.taxesIncluded ? taxInside(amount, shop.taxRateBp) : basisPoints(amount, shop.taxRateBp);
}

export function priceCart(input: PricingInput): PricedCart {
  const gross = grossLines(input);
  const { accepted, refused } = chooseCodes(input, gross);
  const discounted = allocate(accepted, gross);
  const lines = discounted.map((line): PricedLine => {
    const taxable = line.product.taxable && !line.product.giftCard;
    return { ...line, taxMinor: taxable ? taxOf(line.netMinor, input.shop) : 0 };
  });
  const sum = (pick: (line: PricedLine) => number) => lines.reduce((total, line) => total + pick(line), 0);
  const subtotalMinor = sum((line) => line.netMinor);
  const shipped = lines.some((line) => line.product.requiresShipping);
  const free = sum((line) => line.grossMinor) >= input.shop.freeShippingFromMinor;
  const shippingMinor = shipped && !free ? input.shop.shippingMinor : 0;
  const shippingTaxMinor = taxOf(shippingMinor, input.shop);
  const taxMinor = sum((line) => line.taxMinor) + shippingTaxMinor;
  return {
    lines,
    accepted,
    applications: accepted.map(applicationOf),
    refused,
    grossMinor: sum((line) => line.grossMinor),
    discountMinor: sum((line) => line.discountMinor),
    subtotalMinor,
    shippingMinor,
    shippingTaxMinor,
    taxMinor,
    totalMinor: subtotalMinor + shippingMinor + (input.shop.taxesIncluded ? 0 : taxMinor),
  };
}

function grossLines(input: PricingInput): DiscountedLine[] {
  return input.lines.flatMap((line) => {
    const found = input.variant(line.variantId);
    if (found === null || line.quantity < 1) return [];
    return [{ line, ...found, grossMinor: found.variant.priceMinor * line.quantity }];
  });
}

function chooseCodes(input: PricingInput, lines: readonly DiscountedLine[]) {
  const accepted: SandboxDiscount[] = [];
  const refused: { code: string; reason: DiscountRefusal }[] = [];
  for (const code of input.codes) {
    const discount = input.discount(code);
    if (discount !== null && accepted.some(({ id }) => id === discount.id)) continue;
    const reason = refusalOf(discount, { customer: input.customer, lines, beside: accepted, now: input.now });
    if (discount !== null && reason === null) accepted.push(discount);
    else refused.push({ code, reason: reason ?? "not_found" });
  }
  return { accepted, refused };
}

type Allocated = Omit<PricedLine, "taxMinor">;

function allocate(accepted: readonly SandboxDiscount[], gross: readonly DiscountedLine[]): Allocated[] {
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

function apply(discount: SandboxDiscount, application: number, lines: readonly Allocated[]): Allocated[] {
  const entitled = new Set(entitledLines(discount, lines).map(({ line }) => line));
  const weights = lines.map((line) => (entitled.has(line.line) ? line.netMinor : 0));
  const base = weights.reduce((a, b) => a + b, 0);
  const parts = partsOf(discount, lines, weights, base);
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
  if (!value.appliesOnEachItem) return shareOut(Math.min(value.amountMinor, base), weights);
  return weights.map((weight, index) =>
    Math.min(weight, value.amountMinor * (lines[index]?.line.quantity ?? 0)),
  );
}

function applicationOf(discount: SandboxDiscount): DiscountApplication {
  return {
    code: discount.code,
    discountId: discount.id,
    value: discount.value,
    targetSelection: discount.productIds === null ? "all" : "entitled",
    targetType: "line_item",
  };
}
