/** One page of a store's orders. A page that is too much for the store to answer in time is asked for in smaller ones, from then on. */
import * as z from "zod";
import { StoreUnavailable, type WooCommerceClient } from "../client";
import { type Place, withSmallerPages } from "./place";

export interface Page {
  readonly rows: readonly unknown[];
  readonly total: number | null;
  /** Where it was asked for, with the size that worked. */
  readonly place: Place;
}

type Params = Readonly<Record<string, string | number | boolean>>;

export async function askPage(client: WooCommerceClient, start: Place, params: Params): Promise<Page> {
  for (let place = start; ; ) {
    try {
      const { data, total } = await client.get("orders", {
        // A row that cannot be read is there all the same, so it is not what makes a page unreadable.
        answer: z.array(z.unknown()),
        params: { ...params, order: "asc", per_page: place.size, page: place.page },
      });
      return { rows: data, total, place };
    } catch (error) {
      const smaller = isTooMuch(error) ? withSmallerPages(place) : null;
      if (smaller === null) throw error;
      place = smaller;
    }
  }
}

/** No answer in time, one that is too large, or PHP out of memory or out of time (500, 502, 504): not what a busy or a closed store says. */
const isTooMuch = (error: unknown): boolean =>
  error instanceof StoreUnavailable &&
  (error.status === null ? /time-out|too-large/.test(error.message) : [500, 502, 504].includes(error.status));
