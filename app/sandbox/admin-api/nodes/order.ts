/** An order as the Admin API shows it: totals as ordered and as they stand now, lines, refunds, payments. */
import { gid } from "../../state/ids";
import {
  codesOn,
  currentTotals,
  financialStatus,
  originalTotals,
  outstandingMinor,
  paidMinor,
  refundedMinor,
  sumOf,
} from "../../state/order-totals";
import { shopOf } from "../../state/presentment";
import type { SandboxOrder } from "../../state/types";
import { type ApiNode, type Args, connection } from "../connection";
import { customerNode } from "./customer";
import { metafieldFields } from "./metafield";
import { addressNode, fulfilmentNode, fulfilmentWord } from "./order-facts";
import { applicationNodes, lineNode, shippingLineNode, taxLineNodes } from "./order-line";
import { refundNode } from "./refund";
import { transactionNodes } from "./transaction";
import { iso, isoOrNull, moneyBag, moneyText, type World } from "./world";

const SIXTY_DAYS = 60 * 86_400_000;

/** Without `read_all_orders` an app sees the last 60 days only; older orders are as if they were not there. */
export function isVisible(world: World, order: SandboxOrder): boolean {
  return world.scopes.has("read_all_orders") || order.createdAt >= world.now - SIXTY_DAYS;
}

/** Newest first. */
export function visibleOrders(world: World): SandboxOrder[] {
  return world.store.orders(world.shop.domain).filter((order) => isVisible(world, order));
}

export function visibleOrder(world: World, id: number): SandboxOrder | null {
  const order = world.store.order(world.shop.domain, id);
  return order !== null && isVisible(world, order) ? order : null;
}

export function orderNode(asked: World, order: SandboxOrder): ApiNode {
  const world = { ...asked, shop: shopOf(asked.shop, order) };
  return {
    __typename: "Order",
    ...headFields(world, order),
    ...moneyFields(world, order),
    ...partFields(world, order),
    ...metafieldFields(world, gid("Order", order.id)),
  };
}

function headFields(world: World, order: SandboxOrder): ApiNode {
  const status = financialStatus(order);
  const customer = order.customerId === null ? null : world.store.customer(order.shop, order.customerId);
  const codes = codesOn(order);
  return {
    id: gid("Order", order.id),
    legacyResourceId: String(order.id),
    name: order.name,
    number: order.number,
    confirmed: true,
    confirmationNumber: order.token.slice(0, 9).toUpperCase(),
    email: order.email,
    phone: order.buyer.phone,
    clientIp: order.buyer.browser?.ip ?? null,
    customerLocale: order.locale,
    customerAcceptsMarketing: false,
    customer: () => (customer === null ? null : customerNode(world, customer)),
    currencyCode: order.currency,
    presentmentCurrencyCode: order.presentment?.currency ?? order.currency,
    createdAt: iso(order.createdAt),
    updatedAt: iso(order.updatedAt),
    processedAt: iso(order.processedAt),
    closed: false,
    closedAt: null,
    cancelledAt: isoOrNull(order.cancelledAt),
    cancelReason: order.cancelReason?.toUpperCase() ?? null,
    cancellation: order.cancelledAt === null ? null : { staffNote: null },
    displayFinancialStatus: status.toUpperCase(),
    displayFulfillmentStatus: fulfilmentWord(order),
    returnStatus: "NO_RETURN",
    fullyPaid: status !== "pending" && status !== "partially_paid",
    unpaid: status === "pending",
    canMarkAsPaid: status === "pending" && order.cancelledAt === null,
    refundable: paidMinor(order) > refundedMinor(order),
    edited: order.edited,
    merchantEditable: order.cancelledAt === null,
    merchantEditableErrors: [],
    capturable: false,
    estimatedTaxes: false,
    taxesIncluded: order.taxesIncluded,
    taxExempt: false,
    dutiesIncluded: false,
    test: false,
    discountCode: codes[0] ?? null,
    discountCodes: codes,
    note: order.note,
    tags: order.tags,
    customAttributes: [],
    paymentGatewayNames: [...new Set(order.payments.map(({ gateway }) => gateway))],
    sourceName: order.sourceName,
    sourceIdentifier: null,
    statusPageUrl: `https://${order.shop}/orders/${order.token}`,
  };
}

function moneyFields(world: World, order: SandboxOrder): ApiNode {
  const was = originalTotals(order);
  const now = currentTotals(order);
  const bag = (minor: number) => moneyBag(world, minor);
  const refunded = refundedMinor(order);
  return {
    subtotalPriceSet: bag(was.subtotalMinor),
    subtotalPrice: moneyText(world, was.subtotalMinor),
    totalPriceSet: bag(was.totalMinor),
    totalPrice: moneyText(world, was.totalMinor),
    originalTotalPriceSet: bag(order.originalTotalMinor),
    totalDiscountsSet: bag(was.discountMinor),
    totalDiscounts: moneyText(world, was.discountMinor),
    totalTaxSet: bag(was.taxMinor),
    totalTax: moneyText(world, was.taxMinor),
    totalShippingPriceSet: bag(was.shippingMinor),
    totalTipReceivedSet: bag(0),
    totalReceivedSet: bag(paidMinor(order)),
    totalRefundedSet: bag(refunded),
    totalRefunded: moneyText(world, refunded),
    totalRefundedShippingSet: bag(sumOf(order.refunds, ({ shippingMinor }) => shippingMinor)),
    netPaymentSet: bag(paidMinor(order) - refunded),
    totalOutstandingSet: bag(outstandingMinor(order)),
    totalCapturableSet: bag(0),
    cartDiscountAmountSet: bag(was.discountMinor),
    currentCartDiscountAmountSet: bag(now.discountMinor),
    currentSubtotalPriceSet: bag(now.subtotalMinor),
    currentTotalPriceSet: bag(now.totalMinor),
    currentTotalDiscountsSet: bag(now.discountMinor),
    currentTotalTaxSet: bag(now.taxMinor),
    currentShippingPriceSet: bag(now.shippingMinor),
    currentTotalDutiesSet: null,
    currentTotalAdditionalFeesSet: null,
    originalTotalDutiesSet: null,
    refundDiscrepancySet: bag(sumOf(order.refunds, ({ discrepancyMinor }) => discrepancyMinor)),
    subtotalLineItemsQuantity: sumOf(order.lines, ({ quantity }) => quantity),
    currentSubtotalLineItemsQuantity: sumOf(order.lines, ({ currentQuantity }) => currentQuantity),
    totalWeight: "0",
    currentTotalWeight: "0",
    taxLines: taxLineNodes(world, order, was.taxMinor),
    currentTaxLines: taxLineNodes(world, order, now.taxMinor),
  };
}

function partFields(world: World, order: SandboxOrder): ApiNode {
  const shipping = order.shippingLines[0];
  return {
    requiresShipping: order.lines.some(({ requiresShipping }) => requiresShipping),
    lineItems: (args: Args) =>
      connection(
        order.lines,
        args,
        ({ id }) => id,
        (line) => lineNode(world, order, line),
      ),
    shippingLine: () => (shipping === undefined ? null : shippingLineNode(world, order, shipping)),
    shippingLines: (args: Args) =>
      connection(
        order.shippingLines,
        args,
        ({ id }) => id,
        (line) => shippingLineNode(world, order, line),
      ),
    discountApplications: (args: Args) =>
      connection(
        applicationNodes(world, order),
        args,
        (application) => String(application.index),
        (application) => application,
      ),
    refunds: (args: Args) => firstOf(order.refunds, args).map((refund) => refundNode(world, order, refund)),
    transactions: (args: Args) => firstOf(transactionNodes(world, order), args),
    transactionsCount: { count: transactionNodes(world, order).length, precision: "EXACT" },
    fulfillments: (args: Args) => firstOf(order.fulfilments, args).map(fulfilmentNode),
    fulfillmentsCount: { count: order.fulfilments.length, precision: "EXACT" },
    billingAddress: null,
    shippingAddress: addressNode(order),
    displayAddress: addressNode(order),
  };
}

function firstOf<T>(items: readonly T[], args: Args): readonly T[] {
  return typeof args.first === "number" ? items.slice(0, args.first) : items;
}
