/** One order asked for at Shopify: complete to the last line, however many lines and refunds it has. */
import type { OrderId } from "../../loyalty/brand";
import type { ParkReason, ReceivedOrder } from "../store";
import type { Fingerprint } from "./buyer";
import { gid } from "./gid";
import { ask, type Line } from "./graphql-client";
import { customerOfOrder, readGraphqlOrder } from "./graphql-order";
import type { OrderNode, RefundNode, Sizes } from "./operations/order-state";
import {
  fetchOrder,
  fetchRefund,
  fulfilments,
  moreLines,
  moreRefundLines,
  refundIds,
} from "./operations/orders";
import type { PageInfo } from "./operations/parts";
import { believing, translateOrder } from "./translate-order";

export type Parked = { readonly parked: ParkReason; readonly detail: string };

/** One operation may cost 1,000 points, and costs what it could hold: so small sizes, and pages for what is beyond. */
const SIZES: Sizes = { lines: 25, shipping: 10, refunds: 5, refundLines: 5, fulfilments: 10 };
const MOST_REFUNDS = 250;

export async function fetchOne(line: Line, id: OrderId): Promise<ReceivedOrder | Parked | null> {
  const { order } = await ask(line, fetchOrder, { id: gid("Order", id), ...SIZES });
  if (order === null) return null;
  const whole = await complete(line, order);
  const cut = [whole.shippingLines, ...whole.refunds.flatMap(smallParts)];
  if (cut.some(isCut) || whole.refunds.length >= MOST_REFUNDS)
    return { parked: "too-large", detail: "the order has more refunds or shipping lines than Shopify gives" };
  return receivedOf(whole, line.fingerprint);
}

export function receivedOf(node: OrderNode, fingerprint: Fingerprint): ReceivedOrder | Parked {
  return believing(() => {
    const translated = translateOrder(readGraphqlOrder(node), fingerprint);
    if ("parked" in translated) return translated;
    return { order: translated.order, customer: customerOfOrder(node, fingerprint) };
  });
}

/** Whether an order that was asked for with these sizes has more than they could hold. */
export function hasMore(order: OrderNode, sizes: Sizes): boolean {
  return (
    order.refunds.length >= sizes.refunds ||
    order.fulfillments.length >= sizes.fulfilments ||
    [order.lineItems, order.shippingLines].some(isCut) ||
    order.refunds.some((refund) => isCut(refund.refundLineItems) || smallParts(refund).some(isCut))
  );
}

const isCut = ({ pageInfo }: { readonly pageInfo: PageInfo }): boolean => pageInfo.hasNextPage;
const smallParts = (refund: RefundNode) => [refund.refundShippingLines, refund.orderAdjustments];

async function complete(line: Line, order: OrderNode): Promise<OrderNode> {
  const lineItems = await rest(order.lineItems, async (after) => {
    const answer = await ask(line, moreLines, { id: order.id, after });
    return answer.order?.lineItems;
  });
  const named = order.refunds.length < SIZES.refunds ? order.refunds : await allRefunds(line, order.id);
  const refunds: RefundNode[] = [];
  for (const refund of named) {
    const refundLineItems = await rest(refund.refundLineItems, async (after) => {
      const answer = await ask(line, moreRefundLines, { id: refund.id, after });
      return answer.refund?.refundLineItems;
    });
    refunds.push({ ...refund, refundLineItems });
  }
  const fulfillments =
    order.fulfillments.length < SIZES.fulfilments ? order.fulfillments : await allFulfilments(line, order.id);
  return { ...order, lineItems, refunds, fulfillments };
}

/** Which of them is the last one counts, so all are needed; Shopify gives no pages of them, but up to 250 at once. */
async function allFulfilments(line: Line, id: string): Promise<OrderNode["fulfillments"]> {
  const { order } = await ask(line, fulfilments, { id });
  if (!order) throw new Error("an order changed while its fulfilments were being read");
  return order.fulfillments;
}

async function allRefunds(line: Line, id: string): Promise<RefundNode[]> {
  const { order } = await ask(line, refundIds, { id });
  const refunds: RefundNode[] = [];
  for (const { id: refundId } of order?.refunds ?? []) {
    const { refund } = await ask(line, fetchRefund, { id: refundId, refundLines: 50 });
    if (!refund) throw new Error("an order changed while its refunds were being read");
    refunds.push(refund);
  }
  return refunds;
}

interface Page<Node> {
  readonly nodes: Node[];
  readonly pageInfo: PageInfo;
}

/** Follows the pages to their end. @throws Error when one of them is gone meanwhile: then the order is asked for again. */
async function rest<Node>(
  first: Page<Node>,
  next: (after: string | null) => Promise<Page<Node> | undefined>,
): Promise<Page<Node>> {
  const nodes = [...first.nodes];
  let { pageInfo } = first;
  while (pageInfo.hasNextPage) {
    const page = await next(pageInfo.endCursor ?? null);
    if (!page) throw new Error("an order changed while its lines were being read");
    nodes.push(...page.nodes);
    pageInfo = page.pageInfo;
  }
  return { nodes, pageInfo };
}
