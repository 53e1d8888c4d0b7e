/** An order as Shopify's GraphQL answers it: global ids, upper case words, as few decimals as will do. */
import { currency, type Minor, minor, toDecimal } from "../loyalty/money";
import { plainFacts, type TestFacts, type TestOrder } from "./shopify-orders";

/** GraphQL's order, with everything on one page. */
export function graphqlShape(order: TestOrder) {
  const code = currency(order.currency);
  const bag = (amount: number) => ({
    shopMoney: { amount: shortest(minor(amount), order.currency), currencyCode: code as string },
  });
  const page = <T>(nodes: T[]) => ({ nodes, pageInfo: { hasNextPage: false, endCursor: null } });
  const taxLines = (tax: number) => (tax === 0 ? [] : [{ priceSet: bag(tax) }]);
  const facts = { ...plainFacts, ...order.facts };
  return {
    id: `gid://shopify/Order/${order.id}`,
    name: "#1001",
    currencyCode: order.currency,
    presentmentCurrencyCode: facts.paidIn || order.currency,
    ...factsShape(facts),
    taxesIncluded: order.taxesIncluded,
    displayFinancialStatus: order.status.toUpperCase(),
    cancelledAt: order.cancelled ? "2026-11-21T08:00:00Z" : null,
    createdAt: "2026-11-20T06:30:00Z",
    processedAt: "2026-11-20T06:30:00Z",
    updatedAt: "2026-11-21T08:00:00Z",
    customerLocale: "fa",
    discountCodes: order.applications.filter((text) => text !== null),
    customer:
      order.customer === null
        ? null
        : {
            id: `gid://shopify/Customer/${order.customer}`,
            firstName: "مریم",
            lastName: "رضایی",
            defaultEmailAddress: { emailAddress: "maryam@example.com" },
            defaultPhoneNumber: null,
            verifiedEmail: facts.verified,
            tags: [...facts.tags],
          },
    lineItems: page(
      order.lines.map((line) => ({
        id: `gid://shopify/LineItem/${line.id}`,
        title: `Line ${line.id}`,
        quantity: line.quantity,
        currentQuantity: line.current,
        isGiftCard: line.giftCard ?? false,
        product: { id: `gid://shopify/Product/${line.id + 5_000}` },
        variant: { id: `gid://shopify/ProductVariant/${line.id + 9_000}` },
        originalUnitPriceSet: bag(line.price),
        discountAllocations: line.discounts.map(([application, amount]) => {
          const given = order.applications[application];
          return {
            allocatedAmountSet: bag(amount),
            discountApplication: given
              ? { __typename: "DiscountCodeApplication", code: given }
              : { __typename: "AutomaticDiscountApplication" },
          };
        }),
        taxLines: taxLines(line.tax),
      })),
    ),
    shippingLines: page(
      order.shipping.map((line) => ({
        id: `gid://shopify/ShippingLine/${line.id}`,
        title: "Standard",
        isRemoved: line.removed,
        originalPriceSet: bag(line.price),
        discountAllocations: [],
        taxLines: taxLines(line.tax),
      })),
    ),
    refunds: order.refunds.map((refund) => ({
      id: `gid://shopify/Refund/${refund.id}`,
      totalRefundedSet: bag(refund.money),
      duties: [],
      refundLineItems: page(
        refund.lines.map((line) => ({
          quantity: line.quantity,
          subtotalSet: bag(line.subtotal),
          totalTaxSet: bag(line.tax),
          lineItem: { id: `gid://shopify/LineItem/${line.line}` },
        })),
      ),
      refundShippingLines: page(
        refund.shipping
          ? [
              {
                shippingLine: { id: `gid://shopify/ShippingLine/${refund.shipping.line}` },
                subtotalAmountSet: bag(refund.shipping.subtotal),
                taxAmountSet: bag(refund.shipping.tax),
              },
            ]
          : [],
      ),
      orderAdjustments: page(
        refund.adjustment ? [{ amountSet: bag(refund.adjustment), taxAmountSet: bag(0) }] : [],
      ),
    })),
  };
}

function factsShape({ source, email, phone, address, card, parcels }: TestFacts) {
  return {
    sourceName: source,
    email,
    phone,
    shippingAddress: address && {
      address1: address.street,
      address2: null,
      zip: address.zip,
      countryCodeV2: address.country,
    },
    transactions: [
      {
        paymentDetails: card && {
          __typename: "CardPaymentDetails",
          bin: card.bin,
          number: `•••• •••• •••• ${card.last}`,
          company: "Visa",
        },
      },
    ],
    displayFulfillmentStatus: parcels.whole
      ? "FULFILLED"
      : parcels.sent.length > 0
        ? "PARTIALLY_FULFILLED"
        : "UNFULFILLED",
    fulfillments: parcels.sent.map(({ ok, at }) => ({
      status: ok ? "SUCCESS" : "CANCELLED",
      createdAt: new Date(at).toISOString(),
    })),
  };
}

/** GraphQL prints as few decimals as it can, but at least one: "12.5", "12.0". */
function shortest(amount: Minor, code: string): string {
  const [whole = "0", fraction = ""] = toDecimal(amount, currency(code)).split(".");
  return `${whole}.${fraction.replace(/0+$/, "") || "0"}`;
}
