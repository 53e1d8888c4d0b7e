/**
 * Pages for people who have no admin yet: one document in one language, complete without any script, that nobody frames and that tells no other site where its reader came
 * from. What is put into it cannot be markup.
 */
import fontUrl from "vazirmatn/fonts/webfonts/Vazirmatn[wght].woff2?url";
import type { Translator } from "../../i18n";
import { locales } from "../../i18n";
import { ownNameOf } from "../../i18n/locales";
import { type Markup, page } from "./liquid-page.server";

export { type Markup, page } from "./liquid-page.server";

const style: Markup = {
  markup: `<style>
@font-face{font-family:Vazirmatn;font-weight:100 900;font-display:swap;src:url("${fontUrl}") format("woff2");unicode-range:U+0600-06FF,U+0750-077F,U+08A0-08FF,U+200C-200F,U+FB50-FDFF,U+FE70-FEFF}
:root{color-scheme:light}*{box-sizing:border-box}
body{margin:0;background:#f3f5f4;color:#1b1f1e;font:1rem/1.65 Vazirmatn,system-ui,-apple-system,"Segoe UI",Tahoma,sans-serif}
main{max-inline-size:min(36rem,calc(100% - 2rem));margin:2.5rem auto;padding:clamp(1.25rem,5vw,2.25rem);border:1px solid #d9dedd;border-radius:16px;background:#fff}
h1{margin:0 0 .75rem;font-size:1.5rem;line-height:1.35}p{margin:0 0 1rem}.name{margin:0 0 .25rem;color:#0b5d4e;font-weight:700}
label{display:block;margin-block-end:.3rem;font-weight:600}.field{margin-block-end:1.1rem}
input,select{inline-size:100%;min-block-size:2.75rem;padding:.5rem .75rem;border:1px solid #6b7674;border-radius:10px;background:#fff;color:inherit;font:inherit}
input[dir=ltr]{text-align:left}[aria-invalid=true]{border-color:#8e1f0b;border-width:2px}
button,.go{display:inline-block;min-block-size:2.75rem;padding:.6rem 1.5rem;border:0;border-radius:10px;background:#0b5d4e;color:#fff;font:inherit;font-weight:600;text-decoration:none;cursor:pointer}
.go+.go,.go.second{border:1px solid #0b5d4e;background:#fff;color:#0b5d4e}.actions{display:flex;flex-wrap:wrap;gap:.75rem;margin-block-start:1.25rem}
:focus-visible{outline:3px solid #0b5d4e;outline-offset:2px}.quiet{color:#4c5654;font-size:.925rem}.wrong{padding:.75rem 1rem;border-radius:10px;background:#fdece8;color:#7a1a08;font-weight:600}
details{margin-block-end:1.25rem;padding:.75rem 1rem;border:1px solid #d9dedd;border-radius:10px}summary{cursor:pointer;font-weight:600}details[open] summary{margin-block-end:.75rem}
.steps{margin:0 0 1.25rem;padding:0;list-style:none}.steps li{display:flex;gap:.6rem;padding-block:.35rem}.mark{flex:none;inline-size:1.4rem;text-align:center;font-weight:700;color:#0b5d4e}.mark.bad{color:#8e1f0b}.mark.todo{color:#5c6664}
bdi{overflow-wrap:anywhere}nav{display:flex;gap:1rem;margin-block-start:1.75rem;font-size:.925rem}nav a{color:#0b5d4e}nav a[aria-current]{color:inherit;font-weight:700;text-decoration:none}
progress{inline-size:100%;block-size:.6rem;accent-color:#0b5d4e}
</style>`,
};

export interface PlainPage {
  readonly title: string;
  readonly body: Markup;
  /** The same page in another language. */
  readonly inLanguage: (locale: string) => string;
  readonly status?: number;
  /** The browser asks again after so many seconds. */
  readonly refreshSeconds?: number | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** Where a form on it may end: browsers hold its redirects to this, too. Nowhere but here where nothing is said. */
  readonly leadsTo?: readonly string[];
}

function languages(inLanguage: PlainPage["inLanguage"], { locale, t }: Translator): Markup {
  const links = locales.map((other) => {
    const current: Markup = { markup: other === locale ? ` aria-current="true"` : "" };
    return page`<a href="${inLanguage(other)}" lang="${other}"${current}>${ownNameOf(other)}</a>`;
  });
  return page`<nav aria-label="${t("nav.language")}">${links}</nav>`;
}

export function plainPage(translator: Translator, shown: PlainPage): Response {
  const { t, locale, direction } = translator;
  const refresh: Markup = {
    markup: shown.refreshSeconds ? `<meta http-equiv="refresh" content="${shown.refreshSeconds}">` : "",
  };
  const { markup } =
    page`<html lang="${locale}" dir="${direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
${refresh}<title>${shown.title}</title>${style}</head><body><main><p class="name">${t("app.name")}</p><h1>${shown.title}</h1>
${shown.body}${languages(shown.inLanguage, translator)}</main></body></html>`;
  return new Response(`<!doctype html>${markup}`, {
    status: shown.status ?? 200,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "no-store",
      "Referrer-Policy": "no-referrer",
      "X-Content-Type-Options": "nosniff",
      "Content-Security-Policy": `default-src 'none'; style-src 'unsafe-inline'; font-src 'self'; form-action ${["'self'", ...(shown.leadsTo ?? [])].join(" ")}; base-uri 'none'; frame-ancestors 'none'`,
      ...shown.headers,
    },
  });
}
