/** Past orders, oldest first, each complete with its refunds. One that cannot be read is parked by itself and hides no other. */
import * as z from "zod";
import type { Instant } from "../../../app/loyalty/brand";
import { gmt, type Parked } from "../believed";
import type { Translation } from "../translate-order";
import { askPage } from "./ask-page";
import { type Line, readOrder } from "./orders";
import { afterText, nextPlace, placeOf, type Row, textOf } from "./place";

export interface Listed {
  readonly read: readonly Translation[];
  readonly parked: readonly (Parked & { readonly orderId: string })[];
  readonly cursor: string | null;
  readonly expected: number | null;
}

const row = z.object({ id: z.int().positive(), date_created_gmt: gmt });
const named = z.object({ id: z.int().positive() });

/** How many orders' refunds are asked for at once: a store has few workers. */
const AT_ONCE = 2;

export async function listOrders(
  line: Line,
  { since, cursor }: { readonly since: Instant; readonly cursor: string | null },
): Promise<Listed> {
  const start = placeOf(cursor, since);
  const asked = { status: "any", after: afterText(start), orderby: "date" };
  const { rows: data, total, place } = await askPage(line.client, start, asked);
  const fresh = data.filter((body) => !place.given.includes(named.safeParse(body).data?.id ?? 0));
  const rows = data.flatMap((body): Row[] => {
    const { id, date_created_gmt } = row.safeParse(body).data ?? {};
    return id === undefined || date_created_gmt === undefined ? [] : [{ id, at: date_created_gmt }];
  });
  const next = nextPlace(place, rows, total);
  return {
    ...(await readAll(line, fresh)),
    cursor: next && textOf(next),
    expected: cursor === null ? total : null,
  };
}

async function readAll(line: Line, bodies: readonly unknown[]): Promise<Pick<Listed, "read" | "parked">> {
  const read: Translation[] = [];
  const parked: Listed["parked"][number][] = [];
  for (let from = 0; from < bodies.length; from += AT_ONCE) {
    const few = bodies.slice(from, from + AT_ONCE);
    const answers = await Promise.all(few.map((body) => readOrder(line, body)));
    answers.forEach((answer, index) => {
      if (answer === null) return;
      const id = named.safeParse(few[index]).data?.id;
      if ("parked" in answer) parked.push({ ...answer, orderId: String(id ?? "without an id") });
      else read.push(answer);
    });
  }
  return { read, parked };
}
