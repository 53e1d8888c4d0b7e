/** The plan's count of this month, by the calendar of the reader and the clock of the shop. */
import { periodBounds } from "../../components/chart/periods";
import { countPlanOrders } from "../../db/read/plan-usage";
import { calendarOf } from "../../i18n/locales";
import type { Staff } from "../app/staff.server";

export async function readUsage({ shop, sql, services, translator }: Staff) {
  const place = { timeZone: shop.timeZone, calendar: calendarOf(translator.locale) };
  const [from = 0, until = 0] = periodBounds("months", services.now(), place).slice(-2);
  const orders = await countPlanOrders(sql, shop.shopId, { from: new Date(from), until: new Date(until) });
  return { orders, from };
}
