/**
 * Pages that the app proxy shows within the shop's own theme: Liquid, which Shopify renders in the theme's frame. The theme knows which language it is being
 * read in, so the page comes in all of ours and the theme picks. What is put into a page can neither be markup nor Liquid.
 */
import { createTranslator, locales, type Translator } from "../../i18n";

/** A piece of a page that is markup already. */
export interface Markup {
  readonly markup: string;
}

const named: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "{": "&#123;",
  "}": "&#125;",
};

const safe = (text: string): string => text.replace(/[&<>"'{}]/g, (sign) => named[sign] ?? sign);

type Piece = string | number | Markup | null | readonly Markup[];

function written(piece: Piece): string {
  if (piece === null) return "";
  if (typeof piece === "string" || typeof piece === "number") return safe(String(piece));
  return "markup" in piece ? piece.markup : piece.map(({ markup }) => markup).join("");
}

/** Markup with everything put into it escaped. */
export function page(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  return {
    markup: parts.map((part, at) => part + (at < pieces.length ? written(pieces[at] ?? null) : "")).join(""),
  };
}

/** Liquid of our own in the midst of a page: where the storefront begins, with its language. */
export const storefrontRoot: Markup = { markup: "{{ vafa_root }}" };

const style = `<style>
.vafa-page{max-inline-size:min(34rem,calc(100% - 2rem));margin:3rem auto;padding:1.75rem;border:1px solid #d9dedd;border-radius:14px;background:#fff;color:#1b1f1e;line-height:1.6;text-align:start}
.vafa-page :is(h1,h2,p,ul,label,input){margin:0 0 .75rem;font-family:inherit}.vafa-page h1{font-size:1.5rem;line-height:1.3}.vafa-page h2{font-size:1.1rem;margin-block-start:1.5rem}
.vafa-page ul{padding-inline-start:1.25rem}.vafa-page label{display:block;font-weight:600;margin-block-end:.35rem}
.vafa-page input[type=email]{display:block;box-sizing:border-box;inline-size:100%;min-block-size:2.75rem;padding:.5rem .75rem;border:1px solid #6b7674;border-radius:10px;font-size:1rem;background:#fff;color:inherit}
.vafa-page :is(button,.vafa-go){display:inline-block;min-block-size:2.75rem;padding:.6rem 1.25rem;border:0;border-radius:10px;background:#0b5d4e;color:#fff;font:inherit;font-weight:600;text-decoration:none;cursor:pointer}
.vafa-page :focus-visible{outline:3px solid #0b5d4e;outline-offset:2px}.vafa-page form{margin-block-end:1rem}.vafa-page .vafa-quiet{color:#4c5654;font-size:.9rem}.vafa-page .vafa-wrong{color:#8e1f0b;font-weight:600}
.vafa-page code{display:inline-block;padding:.35rem .75rem;border:1px dashed #0b5d4e;border-radius:8px;font-size:1.15rem;direction:ltr;unicode-bidi:isolate;overflow-wrap:anywhere}
</style>`;

/** One page in every language we speak. */
export function liquidPage(write: (translator: Translator) => Markup, status = 200): Response {
  const inLanguage = (locale: (typeof locales)[number]) => {
    const translator = createTranslator(locale);
    const { markup } = write(translator);
    return `<div class="vafa-page" lang="${locale}" dir="${translator.direction}">${markup}</div>`;
  };
  const cases = locales
    .filter((locale) => locale !== "en")
    .map((locale) => `{%- when '${locale}' -%}${inLanguage(locale)}`);
  const body = `${style}
{%- assign vafa_root = routes.root_url | append: '/' | replace: '//', '/' -%}
{%- assign vafa_language = request.locale.iso_code | slice: 0, 2 -%}
{%- case vafa_language -%}${cases.join("")}{%- else -%}${inLanguage("en")}{%- endcase -%}`;
  const headers = { "Content-Type": "application/liquid; charset=utf-8", "Cache-Control": "no-store" };
  return new Response(body, { status, headers });
}
