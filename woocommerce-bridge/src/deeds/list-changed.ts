/** Which orders changed since a moment, oldest change first: what a sweep compares. Trash is on a list of its own. */
import * as z from "zod";
import type { Instant } from "../../../app/loyalty/brand";
import { gmt } from "../believed";
import type { WooCommerceClient } from "../client";
import { isDraft } from "../order-state";
import { askPage } from "./ask-page";
import { afterText, beginning, nextPlace, placeOf, textOf } from "./place";

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
  const start = placeOf(cursor, since);
  const { rows, total, place } = await askPage(client, start, {
    status: PARTS[start.part] ?? "any",
    modified_after: afterText(start),
    orderby: "modified",
    _fields: "id,status,date_created_gmt,date_modified_gmt",
  });
  const orders = rows.flatMap((one) => {
    const { data } = row.safeParse(one);
    return data ? [{ ...data, at: data.date_modified_gmt ?? data.date_created_gmt }] : [];
  });
  const next = nextPlace(place, orders, total) ?? nextPart(place.part, since);
  const known = orders.filter(({ status }) => !isDraft(status));
  return {
    changed: known.map(({ id, at }) => ({ id, updatedAt: at })),
    cursor: next && textOf(next),
  };
}

export const nextPart = (part: number, since: Instant) =>
  part + 1 < PARTS.length ? beginning(since, part + 1) : null;
