/** Pages as text in which everything that is put in is escaped, unless it is markup already. */

const MARK = Symbol("markup");

export interface Markup {
  readonly [MARK]: true;
  toString(): string;
}

export type Part = Markup | string | number | null | undefined | false | readonly Part[];

/** Text that is markup already: an SVG of ours, the output of another `html`. */
export function raw(text: string): Markup {
  return { [MARK]: true, toString: () => text };
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** For values inside a `<script type="application/json">` or a script's literal. */
export function scriptJson(value: unknown): Markup {
  return raw(JSON.stringify(value).replaceAll("<", "\\u003c").replaceAll("\u2028", "\\u2028"));
}

export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let text = strings[0] ?? "";
  parts.forEach((part, index) => {
    text += textOf(part) + (strings[index + 1] ?? "");
  });
  return raw(text);
}

function textOf(part: Part): string {
  if (part === null || part === undefined || part === false) return "";
  if (typeof part === "string") return escapeHtml(part);
  if (typeof part === "number") return String(part);
  if (isMarkup(part)) return part.toString();
  return part.map(textOf).join("");
}

function isMarkup(part: Markup | readonly Part[]): part is Markup {
  return !Array.isArray(part);
}
