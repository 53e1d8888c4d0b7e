/** An order as GraphQL answers it, read into `OrderParts`: the same parts, in the same order, as from a webhook. */
import { instant, orderId } from "../../loyalty/brand";
import { addMinor, type Currency, type Minor, minor, noMoney } from "../../loyalty/money";
import type { CustomerFacts } from "../store";
import type { BuyerParts, Fingerprint } from "./buyer";
import { customerIdOf, idOf, needId } from "./gid";
import type { CustomerNode, OrderNode } from "./operations/order-state";
import type { MoneyBag } from "./operations/parts";
import {
  fulfilledOf,
  type LineParts,
  type OrderParts,
  type RefundParts,
  readAmount,
  readCurrency,
  readSigned,
  readText,
  readUnits,
  Unbelievable,
} from "./order-parts";
import { personOf, provenOf, tagsOf } from "./rest-parts";

type Line = OrderNode["lineItems"]["nodes"][number];
type Shipping = OrderNode["shippingLines"]["nodes"][number];
type Refund = OrderNode["refunds"][number];

/** @throws Unbelievable when an amount is not one. */
export function readGraphqlOrder(order: OrderNode): OrderParts {
  const code = readCurrency(order.currencyCode);
  const oneCurrency = order.presentmentCurrencyCode === code;
  return {
    orderId: orderId(needId("Order", order.id)),
    name: readText(order.name),
    customerId: order.customer ? customerIdOf(order.customer.id) : null,
    currency: code,
    paidCurrency: readCurrency(order.presentmentCurrencyCode),
    source: order.sourceName,
    taxIncluded: order.taxesIncluded,
    financialStatus: order.displayFinancialStatus?.toLowerCase() ?? null,
    cancelled: order.cancelledAt !== null,
    placedAt: readMoment(order.processedAt),
    updatedAt: readMoment(order.updatedAt),
    fulfilledAt: fulfilledOf(
      order.displayFulfillmentStatus,
      order.fulfillments.map(({ status, createdAt }) => ({ status, at: readMoment(createdAt) })),
    ),
    buyer: buyerParts(order),
    lines: [
      ...order.lineItems.nodes.map((line) => lineParts(line, code)),
      ...order.shippingLines.nodes.map((line, index) => shippingParts(line, index, code)),
    ],
    refunds: order.refunds.map((refund) => refundParts(refund, code, oneCurrency)),
    codes: [...order.discountCodes, ...codesOf(order)],
  };
}

export function customerOfOrder(order: OrderNode, fingerprint: Fingerprint): CustomerFacts | null {
  const locale = readText(order.customerLocale ?? "") || null;
  return order.customer && customerOfNode(order.customer, { locale, fingerprint });
}

interface Told {
  readonly locale: string | null;
  readonly fingerprint: Fingerprint;
}

export function customerOfNode(customer: CustomerNode, { locale, fingerprint }: Told): CustomerFacts {
  const email = customer.defaultEmailAddress?.emailAddress;
  return {
    customerId: customerIdOf(customer.id),
    ...personOf({
      firstName: customer.firstName,
      lastName: customer.lastName,
      email,
      phone: customer.defaultPhoneNumber?.phoneNumber,
    }),
    locale,
    ...provenOf({ email, verified: customer.verifiedEmail }, fingerprint),
    ...tagsOf(customer.tags),
  };
}

function buyerParts({ email, phone, shippingAddress, transactions }: OrderNode): BuyerParts {
  return {
    email: email || null,
    phone,
    address: shippingAddress && { ...shippingAddress, country: shippingAddress.countryCodeV2 },
    // GraphQL knows the buyer's network address but not the browser, and a household is no device.
    browser: { address: null, agent: null },
    card: transactions[0]?.paymentDetails ?? null,
  };
}

function readMoment(text: string) {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new Unbelievable("malformed", "a date is not a date");
  return instant(at);
}

function moneyOf(bag: MoneyBag, code: Currency, what: string): Minor {
  return readAmount(checked(bag, code, what), code, what);
}

function checked({ shopMoney }: MoneyBag, code: Currency, what: string): string {
  if (shopMoney.currencyCode !== code)
    throw new Unbelievable("inconsistent-amounts", `${what} is in another currency than its order`);
  return shopMoney.amount;
}

function codesOf(order: OrderNode): string[] {
  const lines = [...order.lineItems.nodes, ...order.shippingLines.nodes];
  const applied = lines.flatMap(({ discountAllocations }) => discountAllocations);
  return applied.flatMap(({ discountApplication: { code } }) => (code === undefined ? [] : [code]));
}

function lineParts(line: Line, code: Currency): LineParts {
  return {
    lineId: needId("LineItem", line.id),
    kind: line.isGiftCard ? "gift-card" : "product",
    productId: line.product && needId("Product", line.product.id),
    variantId: line.variant && needId("ProductVariant", line.variant.id),
    title: readText(line.title),
    quantity: readUnits(line.quantity, "a line's quantity"),
    currentQuantity: readUnits(line.currentQuantity, "a line's current quantity"),
    unitPrice: moneyOf(line.originalUnitPriceSet, code, "a line's price"),
    ...taxedParts(line, code),
  };
}

function shippingParts(line: Shipping, index: number, code: Currency): LineParts {
  return {
    lineId: `shipping-${shippingId(line.id) ?? index}`,
    kind: "shipping",
    productId: null,
    variantId: null,
    title: readText(line.title),
    quantity: 1,
    currentQuantity: line.isRemoved ? 0 : 1,
    unitPrice: moneyOf(line.originalPriceSet, code, "a shipping price"),
    ...taxedParts(line, code),
  };
}

const shippingId = (text: string | null | undefined) => (text ? idOf("ShippingLine", text) : null);

function taxedParts(line: Pick<Line, "discountAllocations" | "taxLines">, code: Currency) {
  return {
    discounts: line.discountAllocations.map(({ allocatedAmountSet, discountApplication }) => ({
      code: discountApplication.code ?? null,
      amount: moneyOf(allocatedAmountSet, code, "a discount"),
    })),
    tax: sumOf(line.taxLines.map(({ priceSet }) => moneyOf(priceSet, code, "a tax"))),
  };
}

const sumOf = (amounts: readonly Minor[]): Minor => (amounts.length === 0 ? noMoney : addMinor(...amounts));

function refundParts(refund: Refund, code: Currency, oneCurrency: boolean): RefundParts {
  const signed = (bag: MoneyBag) => readSigned(checked(bag, code, "an adjustment"), code, "an adjustment");
  return {
    lines: refund.refundLineItems.nodes.map((line) => ({
      lineId: needId("LineItem", line.lineItem.id),
      quantity: readUnits(line.quantity, "a refunded quantity"),
      subtotal: moneyOf(line.subtotalSet, code, "a refunded amount"),
      tax: moneyOf(line.totalTaxSet, code, "a refunded tax"),
    })),
    shipping: refund.refundShippingLines.nodes.map((line) => {
      const id = shippingId(line.shippingLine?.id);
      return {
        lineId: id === null ? null : `shipping-${id}`,
        subtotal: moneyOf(line.subtotalAmountSet, code, "refunded shipping"),
        tax: moneyOf(line.taxAmountSet, code, "refunded shipping tax"),
      };
    }),
    adjustments: refund.orderAdjustments.nodes.map(({ amountSet, taxAmountSet }) =>
      minor(signed(amountSet) + signed(taxAmountSet)),
    ),
    duties: sumOf((refund.duties ?? []).map(({ amountSet }) => moneyOf(amountSet, code, "a refunded duty"))),
    paidBack: oneCurrency ? moneyOf(refund.totalRefundedSet, code, "a refund") : null,
  };
}
