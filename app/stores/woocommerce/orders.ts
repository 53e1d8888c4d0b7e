/** Orders of a WooCommerce store in the port's shapes, each with its refunds in full. */
import { listChanged } from "../../../woocommerce-bridge/src/deeds/list-changed";
import { listOrders } from "../../../woocommerce-bridge/src/deeds/list-orders";
import { fetchOrder, type Line } from "../../../woocommerce-bridge/src/deeds/orders";
import type { Translation } from "../../../woocommerce-bridge/src/translate-order";
import { type OrderId, orderId } from "../../loyalty/brand";
import type { ReceivedOrder, Store } from "../store";

const received = ({ order, customer }: Translation): ReceivedOrder => ({ order, customer });

export async function fetchOne(line: Line, id: OrderId): ReturnType<Store["fetchOrder"]> {
  const found = await fetchOrder(line, id);
  return found === null || "parked" in found ? found : received(found);
}

export async function listPage(
  line: Line,
  page: Parameters<Store["listOrders"]>[0],
): ReturnType<Store["listOrders"]> {
  const { read, parked, cursor, expected } = await listOrders(line, page);
  return {
    received: read.map(received),
    parked: parked.map(({ orderId: id, parked: reason, detail }) => ({ orderId: id, reason, detail })),
    cursor,
    expected,
  };
}

export async function changedPage(
  line: Line,
  page: Parameters<Store["listChanged"]>[0],
): ReturnType<Store["listChanged"]> {
  const { changed, cursor } = await listChanged(line.client, page);
  return {
    changed: changed.map(({ id, updatedAt }) => ({ orderId: orderId(String(id)), updatedAt })),
    cursor,
  };
}
