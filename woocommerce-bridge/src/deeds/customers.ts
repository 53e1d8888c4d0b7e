/** Customers of a store: who one is, and the small public state of members that the companion plugin prints without asking us (meta `vafa_standing`). */
import * as z from "zod";
import { StoreClosed, StoreRefused, type WooCommerceClient } from "../client";
import { type RestCustomer, restCustomer } from "../customer-facts";
import { orNone } from "./orders";

/** JSON text: WordPress takes the slashes out of what stands deeper in a structure. */
export const STANDING_META = "vafa_standing";

/** Each changed account makes the store send a message and count its orders; a hundred at once are slow. */
const PER_CALL = 50;

const isId = (text: string): boolean => /^[1-9]\d{0,15}$/.test(text);

export async function fetchCustomer(client: WooCommerceClient, id: string): Promise<RestCustomer | null> {
  if (!isId(id)) return null;
  const found = await orNone(client.get(`customers/${id}`, { answer: restCustomer }));
  return found?.data ?? null;
}

export interface Standing {
  readonly customerId: string;
  readonly standing: object;
}

const batchAnswer = z.object({
  update: z
    .array(
      z.object({
        id: z.union([z.int(), z.string()]),
        error: z.object({ code: z.string() }).nullish(),
      }),
    )
    .nullish(),
});

/** Answers whom the store does not know any more, or whose account our keys may not touch. */
export async function pushStandings(
  client: WooCommerceClient,
  standings: readonly Standing[],
): Promise<{ readonly gone: readonly string[] }> {
  const gone = standings.filter(({ customerId }) => !isId(customerId)).map(({ customerId }) => customerId);
  const known = standings.filter(({ customerId }) => isId(customerId));
  for (let from = 0; from < known.length; from += PER_CALL)
    gone.push(...(await pushSome(client, known.slice(from, from + PER_CALL))));
  return { gone };
}

const bodyOf = ({ standing }: Standing) => ({
  meta_data: [{ key: STANDING_META, value: JSON.stringify(standing) }],
});

async function pushSome(client: WooCommerceClient, some: readonly Standing[]): Promise<string[]> {
  const update = some.map((one) => ({ id: Number(one.customerId), ...bodyOf(one) }));
  try {
    const { data } = await client.post("customers/batch", { answer: batchAnswer, body: { update } });
    const refused = (data.update ?? []).flatMap(({ id, error }) => (error ? [{ id, error }] : []));
    const strange = refused.find(({ error }) => !isGone(error.code));
    if (strange) throw new StoreRefused("the store refused a snapshot", 400, strange.error.code);
    return refused.map(({ id }) => String(id));
  } catch (error) {
    // A shop manager may change customers, but not many at once.
    if (!(error instanceof StoreClosed) || error.code !== "woocommerce_rest_cannot_batch") throw error;
    return pushEach(client, some);
  }
}

async function pushEach(client: WooCommerceClient, some: readonly Standing[]): Promise<string[]> {
  const gone: string[] = [];
  for (const one of some) {
    try {
      const asked = { answer: z.unknown(), body: bodyOf(one) };
      if ((await orNone(client.put(`customers/${one.customerId}`, asked))) === null)
        gone.push(one.customerId);
    } catch (error) {
      const code = error instanceof StoreRefused || error instanceof StoreClosed ? error.code : null;
      if (code === null || !isGone(code)) throw error;
      gone.push(one.customerId);
    }
  }
  return gone;
}

/** No such account, or one that a shop manager may not edit: an administrator's. */
const isGone = (code: string): boolean => /_(invalid_id|cannot_edit)$/.test(code);
