/**
 * `after`, `modified_after` and their like, to the second and without the second itself. A time with a zone is brought to the shop's own clock first; `dates_are_gmt`
 * then compares that clock's time with GMT, so that both together leave out as much as the shop's clock is ahead. That is WordPress's trap, kept here on purpose.
 */
import type { WooOrder } from "../state/records";
import type { Query } from "./query";
import { momentOf, offsetAt } from "./shapes/dates";

export function isInTime(timeZone: string, query: Query): (order: WooOrder) => boolean {
  const gmt = query.flag("dates_are_gmt");
  const bound = (name: string) => boundOf(query.text(name), timeZone, gmt);
  const [after, before] = [bound("after"), bound("before")];
  const [changedAfter, changedBefore] = [bound("modified_after"), bound("modified_before")];
  return ({ createdAt, modifiedAt }) =>
    (after === null || createdAt > after) &&
    (before === null || createdAt < before) &&
    (changedAfter === null || modifiedAt > changedAfter) &&
    (changedBefore === null || modifiedAt < changedBefore);
}

/** The moment that orders are really compared with. */
function boundOf(text: string | null, timeZone: string, gmt: boolean): number | null {
  const meant = text === null ? null : momentOf(text, timeZone);
  if (meant === null) return null;
  return gmt ? meant + offsetAt(meant, timeZone) : meant;
}
