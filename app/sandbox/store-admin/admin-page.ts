/** The page around the embedded app: Shopify's bar and navigation, the staff member, the language, and the app in its frame. */
import { html, type Markup, raw } from "../html";
import { sandboxBanner, sandboxPage, windowPath } from "../layout";
import type { Locale, SandboxShop, SandboxStaff } from "../state/types";
import { adminWords } from "./words";

export interface AdminVisit {
  readonly shop: SandboxShop;
  readonly staff: SandboxStaff;
  readonly locale: Locale;
  /** Path of the app's page inside the frame, without `/app`: "members/42". */
  readonly page: string;
  readonly frameSource: string;
}

const languages: Readonly<Record<Locale, string>> = { en: "English", fa: "فارسی", ar: "العربية" };

export function adminPage(visit: AdminVisit): string {
  const { shop, locale, frameSource } = visit;
  const words = adminWords[locale];
  const body = html`${topBar(visit)}${navigation(visit)}
<main class="sb-admin-app"><h1 class="sb-hidden">${words.title}, <bdi>${shop.name}</bdi></h1><div class="sb-admin-bars"><div class="sb-admin-title" id="title"><strong>${words.app}</strong></div>
<div class="sb-admin-title sb-admin-save" id="save" role="region" aria-label="${words.unsaved}" hidden><strong>${words.unsaved}</strong><div></div></div></div>
<iframe id="app" name="app-iframe" title="${words.app}" src="${frameSource}" data-root="/sandbox/admin/${shop.domain}" allow="clipboard-write"></iframe></main>
<script src="/sandbox/assets/admin-frame.js"></script>`;
  const banner = sandboxBanner({ locale, shop: shop.domain, current: "admin" });
  const head = raw('<link rel="stylesheet" href="/sandbox/assets/admin.css">');
  return sandboxPage({
    title: `${words.title} · ${shop.name}`,
    body,
    locale,
    banner,
    head,
    className: "sb-admin",
  });
}

function topBar({ shop, staff, locale, page }: AdminVisit): Markup {
  const words = adminWords[locale];
  const people = shop.staff.map((person) =>
    option(String(person.id), `${person.firstName} ${person.lastName}`, person.id === staff.id),
  );
  const tongues = (["en", "fa", "ar"] as const).map((tongue) =>
    option(tongue, languages[tongue], tongue === locale),
  );
  return html`<header class="sb-admin-top"><strong><bdi>${shop.name}</bdi></strong>
<form method="get" action="/sandbox/admin/${shop.domain}${page === "" ? "" : `/${page}`}">
<label>${words.staff} <select name="staff">${people}</select></label><label>${words.language} <select name="locale">${tongues}</select></label><button>${words.choose}</button></form></header>`;
}

function option(value: string, text: string, selected: boolean): Markup {
  return html`<option value="${value}"${selected ? raw(" selected") : null}>${text}</option>`;
}

/** The app replaces these links by its own (`ui-nav-menu`) when it is there. */
function navigation({ shop, locale, page }: AdminVisit): Markup {
  const words = adminWords[locale];
  const root = `/sandbox/admin/${shop.domain}`;
  const pages = (["", "members", "program", "deliveries"] as const).map((name) => {
    const current = name === page.split("/")[0] ? raw(' aria-current="page"') : null;
    return html`<li><a href="${root}${name === "" ? "" : `/${name}`}" data-app-path="/app${name === "" ? "" : `/${name}`}"${current}>${words.pages[name]}</a></li>`;
  });
  return html`<nav class="sb-admin-nav" aria-label="${words.nav}"><ul><li><a href="/sandbox">${words.home}</a></li>
<li><a href="${windowPath("orders", shop.domain)}">${words.orders}</a></li>
<li><a href="${root}/customers">${words.customers}</a></li></ul><hr><ul><li><a href="${root}" data-app-path="/app">${words.app}</a><ul id="app-nav">${pages}</ul></li></ul></nav>`;
}
