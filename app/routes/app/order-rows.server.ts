/** Orders as pages list them. */
import type { OrderRowView } from "../../components/order-table";
import type { OrderListItem } from "../../db/read/order-list";
import type { Translator } from "../../i18n/translator";

export const orderRows = (items: readonly OrderListItem[], { t }: Translator): OrderRowView[] =>
  items.map(({ orderId, name, placedAt, points, none }) => ({
    orderId,
    name,
    placedAt: placedAt.getTime(),
    points,
    none: none && t(`award.none.${none}`),
  }));
