/** The part of an order that its points depend on, as a fragment, and the parser of it. */
import * as z from "zod";
import { moneyBag, pageOf } from "./parts";

const taxLine = z.object({ priceSet: moneyBag });

const allocation = z.object({
  allocatedAmountSet: moneyBag,
  discountApplication: z.object({ __typename: z.string(), code: z.string().optional() }),
});

export const lineNode = z.object({
  id: z.string(),
  title: z.string(),
  quantity: z.int(),
  currentQuantity: z.int(),
  isGiftCard: z.boolean(),
  product: z.object({ id: z.string() }).nullable(),
  variant: z.object({ id: z.string() }).nullable(),
  originalUnitPriceSet: moneyBag,
  discountAllocations: z.array(allocation),
  taxLines: z.array(taxLine),
});

const shippingNode = z.object({
  id: z.string().nullable(),
  title: z.string(),
  isRemoved: z.boolean(),
  originalPriceSet: moneyBag,
  discountAllocations: z.array(allocation),
  taxLines: z.array(taxLine),
});

export const refundLineNode = z.object({
  quantity: z.int(),
  subtotalSet: moneyBag,
  totalTaxSet: moneyBag,
  lineItem: z.object({ id: z.string() }),
});

export const refundNode = z.object({
  id: z.string(),
  totalRefundedSet: moneyBag,
  duties: z.array(z.object({ amountSet: moneyBag })).nullable(),
  refundLineItems: pageOf(refundLineNode),
  refundShippingLines: pageOf(
    z.object({
      shippingLine: z.object({ id: z.string().nullable() }).nullable(),
      subtotalAmountSet: moneyBag,
      taxAmountSet: moneyBag,
    }),
  ),
  orderAdjustments: pageOf(z.object({ amountSet: moneyBag, taxAmountSet: moneyBag })),
});

export const customerNode = z.object({
  id: z.string(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  defaultEmailAddress: z.object({ emailAddress: z.string() }).nullable(),
  defaultPhoneNumber: z.object({ phoneNumber: z.string() }).nullable(),
  verifiedEmail: z.boolean(),
  tags: z.array(z.string()),
});
export type CustomerNode = z.infer<typeof customerNode>;

export const fulfilmentNode = z.object({ status: z.string(), createdAt: z.string() });

const cardNode = z.object({
  __typename: z.string(),
  bin: z.string().nullish(),
  number: z.string().nullish(),
  company: z.string().nullish(),
});

export const orderNode = z.object({
  id: z.string(),
  name: z.string(),
  currencyCode: z.string(),
  presentmentCurrencyCode: z.string(),
  taxesIncluded: z.boolean(),
  displayFinancialStatus: z.string().nullable(),
  cancelledAt: z.string().nullable(),
  processedAt: z.string(),
  updatedAt: z.string(),
  customerLocale: z.string().nullable(),
  sourceName: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  shippingAddress: z
    .object({
      address1: z.string().nullable(),
      address2: z.string().nullable(),
      zip: z.string().nullable(),
      countryCodeV2: z.string().nullable(),
    })
    .nullable(),
  transactions: z.array(z.object({ paymentDetails: cardNode.nullable() })),
  displayFulfillmentStatus: z.string(),
  fulfillments: z.array(fulfilmentNode),
  discountCodes: z.array(z.string()),
  customer: customerNode.nullable(),
  lineItems: pageOf(lineNode),
  shippingLines: pageOf(shippingNode),
  refunds: z.array(refundNode),
});
export type OrderNode = z.infer<typeof orderNode>;
export type RefundNode = z.infer<typeof refundNode>;

const MONEY = "{ shopMoney { amount currencyCode } }";
const MORE = "pageInfo { hasNextPage endCursor }";
const DISCOUNTS = `discountAllocations {
  allocatedAmountSet ${MONEY}
  discountApplication { __typename ... on DiscountCodeApplication { code } }
}`;

export const LINE_FIELDS = `id title quantity currentQuantity isGiftCard
  product { id }
  variant { id }
  originalUnitPriceSet ${MONEY}
  ${DISCOUNTS}
  taxLines { priceSet ${MONEY} }`;

export const REFUND_LINE_FIELDS = `quantity
  subtotalSet ${MONEY}
  totalTaxSet ${MONEY}
  lineItem { id }`;

export const REFUND_FIELDS = `id
  totalRefundedSet ${MONEY}
  duties { amountSet ${MONEY} }
  refundLineItems(first: $refundLines) { nodes { ${REFUND_LINE_FIELDS} } ${MORE} }
  refundShippingLines(first: 5) {
    nodes { shippingLine { id } subtotalAmountSet ${MONEY} taxAmountSet ${MONEY} }
    ${MORE}
  }
  orderAdjustments(first: 5) { nodes { amountSet ${MONEY} taxAmountSet ${MONEY} } ${MORE} }`;

/** How many of each part are asked for at once; what is beyond is asked for by page. */
export interface Sizes {
  readonly lines: number;
  readonly shipping: number;
  readonly refunds: number;
  readonly refundLines: number;
  readonly fulfilments: number;
}

export const SIZE_PARAMETERS =
  "$lines: Int!, $shipping: Int!, $refunds: Int!, $refundLines: Int!, $fulfilments: Int!";

export const CUSTOMER_FIELDS = `id firstName lastName
  defaultEmailAddress { emailAddress }
  defaultPhoneNumber { phoneNumber }
  verifiedEmail tags`;

export const FULFILMENT_FIELDS = "status createdAt";

export const ORDER_FIELDS = `id name currencyCode presentmentCurrencyCode taxesIncluded displayFinancialStatus
  cancelledAt createdAt processedAt updatedAt customerLocale discountCodes
  sourceName email phone displayFulfillmentStatus
  shippingAddress { address1 address2 zip countryCodeV2 }
  transactions(first: 1) { paymentDetails { __typename ... on CardPaymentDetails { bin number company } } }
  fulfillments(first: $fulfilments) { ${FULFILMENT_FIELDS} }
  customer { ${CUSTOMER_FIELDS} }
  lineItems(first: $lines) { nodes { ${LINE_FIELDS} } ${MORE} }
  shippingLines(first: $shipping, includeRemovals: true) {
    nodes { id title isRemoved originalPriceSet ${MONEY} ${DISCOUNTS} taxLines { priceSet ${MONEY} } }
    ${MORE}
  }
  refunds(first: $refunds) { ${REFUND_FIELDS} }`;
