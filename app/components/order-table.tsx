/** Orders with what they earned or why nothing, each leading to its explanation. */
import { Link } from "@remix-run/react";
import { useAdmin } from "./admin";
import { useAppPath } from "./app-path";
import { FactTable } from "./fact-table";

export interface OrderRowView {
  readonly orderId: string;
  readonly name: string;
  readonly placedAt: number;
  readonly points: number;
  /** Why it earned nothing, as a sentence. */
  readonly none: string | null;
}

export function OrderTable({
  caption,
  orders,
}: {
  readonly caption: string;
  readonly orders: readonly OrderRowView[];
}) {
  const { translator, timeZone } = useAdmin();
  const { t, number, dateTime } = translator;
  const path = useAppPath();
  return (
    <FactTable
      caption={caption}
      columns={[
        { title: t("orders.column.order") },
        { title: t("orders.column.placed") },
        { title: t("orders.column.points"), numeric: true },
        { title: t("orders.column.why"), wide: true },
      ]}
      rows={orders.map((order) => ({
        key: order.orderId,
        cells: [
          <Link key="name" to={path(`/app/orders/${encodeURIComponent(order.orderId)}`)}>
            <bdi dir="ltr">{order.name}</bdi>
          </Link>,
          dateTime(order.placedAt, timeZone),
          number(order.points),
          order.none ?? t("orders.earned"),
        ],
      }))}
    />
  );
}
