/** What a page needs to know inside wp-admin's frame: who may frame it, whom it asks for tokens, and the words of the script in App Bridge's place. */
import type { Translator } from "../../i18n/translator";

export const bridgeUrl = "/woocommerce/admin-bridge.js";

/** Whose frame it is: the store, and nobody else. */
export interface StoreFrame {
  /** The store's address, without a slash at its end. */
  readonly store: string;
  /** Where its wp-admin may stand. */
  readonly origins: readonly string[];
}

/** @param said where the store says that its wp-admin stands: it vouches for its own pages. */
export function storeFrame(store: string, said: string | null): StoreFrame {
  const own = new URL(store).origin;
  return { store, origins: said === null || said === own ? [own] : [said, own] };
}

export interface FramedPage extends StoreFrame {
  readonly role: string;
  readonly labels: Readonly<Record<string, string>>;
}

export const frameLabels = (t: Translator["t"]): FramedPage["labels"] => ({
  menu: t("frame.menu"),
  unsaved: t("frame.unsaved"),
  leaveQuestion: t("frame.leaveQuestion"),
  leave: t("frame.leave"),
  stay: t("frame.stay"),
  lost: t("frame.lost"),
  outside: t("frame.outside"),
  refused: t("frame.refused"),
});

/** Text for a script element: nothing in it can end the element. */
export const jsonInScript = (value: object): string => JSON.stringify(value).replaceAll("<", "\\u003c");

/**
 * The store alone may frame the page; anybody a page that holds nothing of anybody's (null). An address that carries a token is told to no other site and kept nowhere.
 */
export function framedBy(frame: StoreFrame | null) {
  return {
    "Content-Security-Policy": `frame-ancestors ${frame?.origins.join(" ") ?? "*"};`,
    "Referrer-Policy": "strict-origin",
    "Cache-Control": "no-store",
  };
}
