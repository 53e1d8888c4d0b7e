/** Which orders changed since a moment, oldest change first: what a sweep compares. Trash is on a list of its own. */
import * as z from "zod";
import type { Instant } from "../../../app/loyalty/brand";
import { gmt } from "../believed";
import type { WooCommerceClient } from "../client";
import { isDraft } from "../order-state";
import { afterText, beginning, nextPlace, PER_PAGE, placeOf, textOf } from "./place";

export interface Changed {
  readonly changed: readonly { readonly id: number; readonly updatedAt: Instant }[];
  readonly cursor: string | null;
}

const row = z.object({
  id: z.int().positive(),
  status: z.string(),
  date_created_gmt: gmt,
  date_modified_gmt: gmt.nullish(),
});

/** "Any" leaves out what lies in the trash. */
export const PARTS = ["any", "trash"] as const;

export async function listChanged(
  client: WooCommerceClient,
  { since, cursor }: { readonly since: Instant; readonly cursor: string | null },
): Promise<Changed> {
  const place = placeOf(cursor, since);
  const { data, total } = await client.get("orders", {
    answer: z.array(row),
    params: {
      status: PARTS[place.part] ?? "any",
      modified_after: afterText(place),
      dates_are_gmt: true,
      orderby: "modified",
      order: "asc",
      per_page: PER_PAGE,
      page: place.page,
      _fields: "id,status,date_created_gmt,date_modified_gmt",
    },
  });
  const rows = data.map((one) => ({
    ...one,
    at: one.date_modified_gmt ?? one.date_created_gmt,
  }));
  const next = nextPlace(place, rows, total) ?? nextPart(place.part, since);
  const orders = rows.filter(({ status }) => !isDraft(status));
  return {
    changed: orders.map(({ id, at }) => ({ id, updatedAt: at })),
    cursor: next && textOf(next),
  };
}

export const nextPart = (part: number, since: Instant) =>
  part + 1 < PARTS.length ? beginning(since, part + 1) : null;
