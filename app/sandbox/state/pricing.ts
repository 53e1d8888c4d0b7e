/**
 * What a cart costs: product discounts first, order discounts on what is left, spread over the lines so that the parts sum to
 * the whole; then shipping and tax. Gift cards carry no discount and no tax.
 */
import { allocate, applicationOf, automaticBeside, offTheOrder, offTheShipping } from "./discount-shares";
import { type DiscountedLine, type DiscountRefusal, refusalOf } from "./discounts";
import { basisPoints, taxInside } from "./share";
import type {
  CartLine,
  DiscountAllocation,
  DiscountApplication,
  SandboxAutomatic,
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
  /** After discounts. */
  readonly shippingMinor: number;
  readonly shippingGrossMinor: number;
  readonly shippingAllocations: readonly DiscountAllocation[];
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
  /** What the app's function takes off this cart by itself. */
  readonly automatic?: (lines: readonly DiscountedLine[]) => AutomaticOff | null;
}

/** What an automatic discount of a function gives a cart. */
export interface AutomaticOff {
  readonly discount: SandboxAutomatic;
  /** Off the whole order; null when it gives none. */
  readonly order: { readonly message: string; readonly bp: number } | null;
  readonly shipping: { readonly message: string } | null;
}

export function taxOf(amount: number, shop: Pick<SandboxShop, "taxRateBp" | "taxesIncluded">): number {
  return shop.taxesIncluded ? taxInside(amount, shop.taxRateBp) : basisPoints(amount, shop.taxRateBp);
}

export function priceCart(input: PricingInput): PricedCart {
  const gross = grossLines(input);
  const shippingGrossMinor = shippingOf(input, gross);
  const { accepted, refused } = chooseCodes(input, gross, shippingGrossMinor);
  const automatic = automaticBeside(input.automatic?.(gross) ?? null, accepted);
  const applications = [...accepted.map(applicationOf), ...automatic];
  const discounted = offTheOrder(applications, allocate(accepted, gross));
  const shippingAllocations = offTheShipping(applications, shippingGrossMinor);
  const lines = discounted.map((line): PricedLine => {
    const taxable = line.product.taxable && !line.product.giftCard;
    return { ...line, taxMinor: taxable ? taxOf(line.netMinor, input.shop) : 0 };
  });
  const sum = (pick: (line: PricedLine) => number) => lines.reduce((total, line) => total + pick(line), 0);
  const subtotalMinor = sum((line) => line.netMinor);
  const shippingMinor =
    shippingGrossMinor - shippingAllocations.reduce((total, { amountMinor }) => total + amountMinor, 0);
  const shippingTaxMinor = taxOf(shippingMinor, input.shop);
  const taxMinor = sum((line) => line.taxMinor) + shippingTaxMinor;
  return {
    lines,
    accepted,
    applications,
    refused,
    grossMinor: sum((line) => line.grossMinor),
    discountMinor: sum((line) => line.discountMinor),
    subtotalMinor,
    shippingMinor,
    shippingGrossMinor,
    shippingAllocations,
    shippingTaxMinor,
    taxMinor,
    totalMinor: subtotalMinor + shippingMinor + (input.shop.taxesIncluded ? 0 : taxMinor),
  };
}

/** By the worth of the goods: a discount does not make the delivery dearer. */
function shippingOf({ shop }: PricingInput, lines: readonly DiscountedLine[]): number {
  const goods = lines.reduce((total, { grossMinor }) => total + grossMinor, 0);
  const shipped = lines.some(({ product }) => product.requiresShipping);
  return shipped && goods < shop.freeShippingFromMinor ? shop.shippingMinor : 0;
}

function grossLines(input: PricingInput): DiscountedLine[] {
  return input.lines.flatMap((line) => {
    const found = input.variant(line.variantId);
    if (found === null || line.quantity < 1) return [];
    return [{ line, ...found, grossMinor: found.variant.priceMinor * line.quantity }];
  });
}

function chooseCodes(input: PricingInput, lines: readonly DiscountedLine[], shippingMinor: number) {
  const accepted: SandboxDiscount[] = [];
  const refused: { code: string; reason: DiscountRefusal }[] = [];
  for (const code of input.codes) {
    const discount = input.discount(code);
    if (discount !== null && accepted.some(({ id }) => id === discount.id)) continue;
    const reason = refusalOf(discount, {
      customer: input.customer,
      lines,
      shippingMinor,
      beside: accepted,
      now: input.now,
    });
    if (discount !== null && reason === null) accepted.push(discount);
    else refused.push({ code, reason: reason ?? "not_found" });
  }
  return { accepted, refused };
}
