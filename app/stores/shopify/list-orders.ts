/** Past orders, oldest first, page by page, each complete. One that cannot be read is parked by itself and hides no other. */
import * as z from "zod";
import type { Instant } from "../../loyalty/brand";
import type { OrderPage, ReceivedOrder } from "../store";
import { fetchOne, hasMore, type Parked, receivedOf } from "./fetch-order";
import { idOf, orderIdOf } from "./gid";
import { TooCostly } from "./graphql-answer";
import { ask, type Line } from "./graphql-client";
import { beginning, type ListPlace, nextPlace, pageSizes, placeOf, textOf } from "./list-place";
import { orderNode, type Sizes } from "./operations/order-state";
import { countOrders, listOrders } from "./operations/orders";

/** Most orders fit; one that does not is asked for by itself. */
const SIZES: Sizes = { lines: 10, shipping: 2, refunds: 3, refundLines: 5, fulfilments: 4 };

const createdSince = (from: string) => `created_at:>='${from}'`;

export async function listPage(
  line: Line,
  { since, cursor }: { readonly since: Instant; readonly cursor: string | null },
): Promise<OrderPage> {
  const place = cursor === null ? beginning(since) : placeOf(cursor);
  const { nodes, pageInfo, first } = await askForPage(line, place);
  const received: ReceivedOrder[] = [];
  const parked: OrderPage["parked"][number][] = [];
  for (const node of nodes) {
    const answer = await orderOnPage(line, node);
    if (answer === null) continue;
    if ("parked" in answer)
      parked.push({
        orderId: idOf("Order", node.id) ?? node.id,
        reason: answer.parked,
        detail: answer.detail,
      });
    else received.push(answer);
  }
  const step = {
    first,
    after: pageInfo.endCursor ?? null,
    passed: nodes.length,
    newest: nodes.at(-1)?.createdAt,
  };
  return {
    received,
    parked,
    cursor: pageInfo.hasNextPage ? textOf(nextPlace(place, step)) : null,
    expected: cursor === null ? await countSince(line, place.from) : null,
  };
}

/** A page costs what it could hold, not what it holds: where it is too much at once, a smaller one is asked for from then on. */
async function askForPage(line: Line, { from, after, first: asked }: ListPlace) {
  for (const first of pageSizes.filter((size) => size <= asked)) {
    try {
      const { orders } = await ask(line, listOrders, { first, after, query: createdSince(from), ...SIZES });
      return { ...orders, first };
    } catch (error) {
      if (!(error instanceof TooCostly)) throw error;
    }
  }
  throw new TooCostly("Shopify does not give even one order at once");
}

async function orderOnPage(
  line: Line,
  node: { readonly id: string },
): Promise<ReceivedOrder | Parked | null> {
  const parsed = orderNode.safeParse(node);
  if (!parsed.success) return { parked: "malformed", detail: z.prettifyError(parsed.error) };
  return hasMore(parsed.data, SIZES)
    ? fetchOne(line, orderIdOf(node.id))
    : receivedOf(parsed.data, line.fingerprint);
}

/** Shopify counts to 10,000 and then says "at least"; the import shows it as it is. */
async function countSince(line: Line, from: string): Promise<number | null> {
  const { ordersCount } = await ask(line, countOrders, { query: createdSince(from) });
  return ordersCount?.count ?? null;
}
