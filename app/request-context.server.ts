/**
 * Which request the process is at work for: its id, and the shop and the delivery once they are known. Every line of the log that is written meanwhile carries them, wherever it
 * is written, and so does the request's own line.
 */
import { AsyncLocalStorage } from "node:async_hooks";

export interface RequestIds {
  readonly requestId: string;
  shopId?: number;
  deliveryId?: string;
}

const current = new AsyncLocalStorage<RequestIds>();

/** Runs what answers the request. @returns what `work` returns */
export const inRequest = <T>(ids: RequestIds, work: () => T): T => current.run(ids, work);

/** Says what the request has turned out to be about. Outside of a request nobody asks. */
export function tellRequest(known: { readonly shopId?: number; readonly deliveryId?: string }): void {
  const ids = current.getStore();
  if (ids) Object.assign(ids, known);
}

export const requestIds = (): RequestIds | undefined => current.getStore();
