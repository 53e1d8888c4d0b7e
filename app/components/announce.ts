/** What an action answers, and telling it to people: a toast by the store's admin for what was done; refusals stay on the page. */
import type { ShopifyGlobal } from "@shopify/app-bridge-react";
import { useEffect } from "react";

export type Answer =
  | { readonly done: true; readonly message: string }
  | { readonly done: false; readonly reason: string; readonly message: string };

/** App Bridge, once its script has run; without it (an ad blocker, a test) the page works all the same. */
const host = (): Partial<ShopifyGlobal> | undefined => globalThis.window?.shopify;

/** Shows a toast once for each answer that says that something was done. */
export function useAnnounced(answer: Answer | undefined): void {
  useEffect(() => {
    if (answer?.done) host()?.toast?.show(answer.message);
  }, [answer]);
}

/** The store's admin shows its loading bar while a page of ours is on its way. */
export function useLoadingBar(loading: boolean): void {
  useEffect(() => {
    host()?.loading?.(loading);
  }, [loading]);
}
