/** The document's title, in the page's language: what the page is about, then whose it is. */
import type { MetaFunction } from "@remix-run/node";
import type { MessageKey } from "../../i18n/translator";

type Matches = readonly { readonly id: string; readonly data?: unknown }[];

/** The frame's loader holds the messages of the language; without it (an error in the frame itself) there are none. */
function messageIn(matches: Matches, key: MessageKey): string {
  const frame = matches.find((match) => match.id === "routes/app")?.data;
  if (typeof frame !== "object" || frame === null || !("messages" in frame)) return "";
  const { messages } = frame;
  if (typeof messages !== "object" || messages === null) return "";
  const text: unknown = Reflect.get(messages, key);
  return typeof text === "string" ? text : "";
}

/** @param name what the page is called when it has a name of its own */
export function titleIn(matches: Matches, key: MessageKey, name?: string) {
  const parts = [name || messageIn(matches, key), messageIn(matches, "app.name") || "Vafa"];
  return [{ title: parts.filter((part) => part !== "").join(" · ") }];
}

/** For pages that are called by a message. */
export const titled =
  (key: MessageKey): MetaFunction =>
  ({ matches }) =>
    titleIn(matches, key);
