/** The lines of a webhook's order, goods and shipping, read into `LineParts`. */
import * as z from "zod";
import { addMinor, type Currency, type Minor, noMoney } from "../../loyalty/money";
import { type LineParts, readText, readUnits } from "./order-parts";
import { exactId, moneySet, readMoney, restId } from "./rest-parts";

const taxLine = z.object({ price: z.string().nullish(), price_set: moneySet.nullish() });

const allocation = z.object({
  amount: z.string().nullish(),
  amount_set: moneySet.nullish(),
  discount_application_index: z.int(),
});

export const restLine = z.object({
  id: restId,
  admin_graphql_api_id: z.string().nullish(),
  product_id: restId.nullish(),
  variant_id: restId.nullish(),
  title: z.string().nullish(),
  quantity: z.int(),
  current_quantity: z.int().nullish(),
  gift_card: z.boolean().nullish(),
  price: z.string().nullish(),
  price_set: moneySet.nullish(),
  discount_allocations: z.array(allocation).nullish(),
  tax_lines: z.array(taxLine).nullish(),
});
export type RestLine = z.infer<typeof restLine>;

export const restShipping = restLine
  .pick({ title: true, price: true, price_set: true, discount_allocations: true, tax_lines: true })
  .extend({ id: restId.nullish(), is_removed: z.boolean().nullish() });
type RestShipping = z.infer<typeof restShipping>;

export const idOfLine = (line: RestLine) => exactId("LineItem", line.admin_graphql_api_id, line.id);

interface LineToRead<Line> {
  readonly line: Line;
  readonly code: Currency;
  readonly codes: readonly (string | null)[];
}

export function lineParts({
  line,
  code,
  codes,
  refundedUnits,
}: LineToRead<RestLine> & { refundedUnits: (line: RestLine) => number }): LineParts {
  const quantity = readUnits(line.quantity, "a line's quantity");
  return {
    lineId: idOfLine(line),
    kind: line.gift_card ? "gift-card" : "product",
    productId: line.product_id ?? null,
    variantId: line.variant_id ?? null,
    title: readText(line.title ?? ""),
    quantity,
    currentQuantity: readUnits(
      line.current_quantity ?? quantity - refundedUnits(line),
      "a line's current quantity",
    ),
    unitPrice: readMoney({ set: line.price_set, text: line.price, what: "a line's price" }, code),
    discounts: discountsOf(line, code, codes),
    tax: taxOf(line, code),
  };
}

export function shippingParts({
  line,
  index,
  code,
  codes,
}: LineToRead<RestShipping> & { index: number }): LineParts {
  return {
    lineId: `shipping-${line.id ?? index}`,
    kind: "shipping",
    productId: null,
    variantId: null,
    title: readText(line.title ?? ""),
    quantity: 1,
    currentQuantity: line.is_removed ? 0 : 1,
    unitPrice: readMoney({ set: line.price_set, text: line.price, what: "a shipping price" }, code),
    discounts: discountsOf(line, code, codes),
    tax: taxOf(line, code),
  };
}

type Taxed = Pick<RestLine, "discount_allocations" | "tax_lines">;

function discountsOf(line: Taxed, code: Currency, codes: readonly (string | null)[]): LineParts["discounts"] {
  return (line.discount_allocations ?? []).map((part) => ({
    code: codes[part.discount_application_index] ?? null,
    amount: readMoney({ set: part.amount_set, text: part.amount, what: "a discount" }, code),
  }));
}

function taxOf(line: Taxed, code: Currency): Minor {
  const parts = (line.tax_lines ?? []).map(({ price, price_set }) =>
    readMoney({ set: price_set, text: price, what: "a tax" }, code),
  );
  return parts.length === 0 ? noMoney : addMinor(...parts);
}
