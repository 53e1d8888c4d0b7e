/** A refund: which units and how much shipping came back, and where money and units do not agree. */
import { gid } from "../../state/ids";
import { shopOf } from "../../state/presentment";
import type { SandboxOrder, SandboxRefund, SandboxRefundLine } from "../../state/types";
import { type ApiNode, type Args, connection } from "../connection";
import { orderNode } from "./order";
import { lineNode, shippingLineNode } from "./order-line";
import { transactionNodes } from "./transaction";
import { iso, moneyBag, moneyText, moneyV2, type World } from "./world";

export function refundNode(asked: World, order: SandboxOrder, refund: SandboxRefund): ApiNode {
  const world = { ...asked, shop: shopOf(asked.shop, order) };
  const bag = (minor: number) => moneyBag(world, minor);
  const shipping = order.shippingLines[0];
  const shippingLines = refund.shippingMinor > 0 && shipping !== undefined ? [shipping] : [];
  const adjustments = refund.discrepancyMinor === 0 ? [] : [refund];
  return {
    __typename: "Refund",
    id: gid("Refund", refund.id),
    legacyResourceId: String(refund.id),
    note: refund.note,
    createdAt: iso(refund.at),
    updatedAt: iso(refund.at),
    processedAt: iso(refund.at),
    order: () => orderNode(world, order),
    return: null,
    staffMember: null,
    duties: [],
    totalRefunded: moneyV2(world, refund.amountMinor),
    totalRefundedSet: bag(refund.amountMinor),
    refundLineItems: (args: Args) =>
      connection(
        refund.lines,
        args,
        ({ id }) => id,
        (line) => refundLineNode(world, order, refund, line),
      ),
    refundShippingLines: (args: Args) =>
      connection(
        shippingLines,
        args,
        ({ id }) => id,
        (line) => ({
          id: gid("RefundShippingLine", refund.id),
          shippingLine: () => shippingLineNode(world, order, line),
          subtotalAmountSet: bag(refund.shippingMinor),
          taxAmountSet: bag(refund.shippingTaxMinor),
        }),
      ),
    orderAdjustments: (args: Args) =>
      connection(
        adjustments,
        args,
        ({ id }) => id,
        (row) => ({
          id: gid("OrderAdjustment", row.id),
          amountSet: bag(-row.discrepancyMinor),
          taxAmountSet: bag(0),
          reason: "REFUND_DISCREPANCY",
        }),
      ),
    transactions: (args: Args) =>
      connection(
        transactionNodes(world, order, refund),
        args,
        (transaction) => String(transaction.id),
        (transaction) => transaction,
      ),
  };
}

function refundLineNode(
  world: World,
  order: SandboxOrder,
  refund: SandboxRefund,
  part: SandboxRefundLine,
): ApiNode {
  const line = order.lines.find(({ id }) => id === part.lineId);
  return {
    __typename: "RefundLineItem",
    id: gid("RefundLineItem", part.id),
    quantity: part.quantity,
    lineItem: () => (line === undefined ? null : lineNode(world, order, line)),
    location: null,
    restocked: refund.cause !== "edit",
    restockType: refund.cause === "refund" ? "RETURN" : "CANCEL",
    price: moneyText(world, line?.priceMinor ?? 0),
    priceSet: moneyBag(world, line?.priceMinor ?? 0),
    subtotal: moneyText(world, part.subtotalMinor),
    subtotalSet: moneyBag(world, part.subtotalMinor),
    totalTax: moneyText(world, part.taxMinor),
    totalTaxSet: moneyBag(world, part.taxMinor),
  };
}
