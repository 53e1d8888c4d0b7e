/** What a page needs to know inside wp-admin's frame: who may frame it, whom it asks for tokens, and the words of the script in App Bridge's place. */
import type { Translator } from "../../i18n/translator";

export const bridgeUrl = "/woocommerce/admin-bridge.js";

export interface FramedPage {
  /** The store's address. */
  readonly store: string;
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
 * The store alone may frame the page; `*` for a page that holds nothing of anybody's. An address that carries a token is told to no other site and kept nowhere.
 */
export function framedBy(storeUrl: string): Record<string, string> {
  const ancestor = storeUrl === "*" ? "*" : new URL(storeUrl).origin;
  return {
    "Content-Security-Policy": `frame-ancestors ${ancestor};`,
    "Referrer-Policy": "strict-origin",
    "Cache-Control": "no-store",
  };
}
