/** Which orders changed since a moment, a page at a time. Shopify pages at most 25,000 deep, so the walk is put anew from the newest change before that. */
import { type Instant, instant } from "../../loyalty/brand";
import type { ChangedPage } from "../store";
import { orderIdOf } from "./gid";
import { ask, type Line } from "./graphql-client";
import { beginning, nextPlace, placeOf, textOf } from "./list-place";
import { changedOrders } from "./operations/orders";

const pageSize = 250;

export async function listChanged(
  line: Line,
  { since, cursor }: { readonly since: Instant; readonly cursor: string | null },
): Promise<ChangedPage> {
  const place = cursor === null ? beginning(since) : placeOf(cursor);
  const query = `updated_at:>='${place.from}'`;
  const { orders } = await ask(line, changedOrders, { first: pageSize, after: place.after, query });
  const step = {
    first: place.first,
    after: orders.pageInfo.endCursor ?? null,
    passed: orders.nodes.length,
    newest: orders.nodes.at(-1)?.updatedAt,
  };
  return {
    changed: orders.nodes.map(({ id, updatedAt }) => ({
      orderId: orderIdOf(id),
      updatedAt: instant(Date.parse(updatedAt)),
    })),
    cursor: orders.pageInfo.hasNextPage ? textOf(nextPlace(place, step)) : null,
  };
}
