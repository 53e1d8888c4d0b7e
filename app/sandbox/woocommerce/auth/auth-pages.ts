/** The three pages of `/wc-auth`, plain as WooCommerce's are: log in, approve or deny, and why not. */
import { html, type Markup } from "../../html";
import { directionOf } from "../../layout";
import { PASSWORD } from "../cast/people";
import type { WooUser } from "../state/records";
import type { WooShop } from "../state/shop";
import { type AuthWish, backTo, permissionsIn } from "./authorize";

function page(shop: WooShop, title: string, body: Markup): string {
  const { locale } = shop.settings;
  return html`<!doctype html><html lang="${locale}" dir="${directionOf(locale)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex, nofollow"><title>${title}</title>
<link rel="stylesheet" href="/sandbox/assets/sandbox.css"><link rel="stylesheet" href="/sandbox/assets/forms.css"></head>
<body class="sb wc-auth"><main class="sb-main"><p><bdi>${shop.settings.title}</bdi> · WooCommerce</p>${body}</main></body></html>`.toString();
}

export interface GrantView {
  readonly wish: AuthWish;
  readonly user: WooUser;
  readonly approve: string;
  readonly logout: string;
}

export function grantPage(shop: WooShop, { wish, user, approve, logout }: GrantView): string {
  const scope = { read: "Read", write: "Write", read_write: "Read/Write" }[wish.scope] ?? wish.scope;
  const title = `${wish.app_name} would like to connect to your store`;
  return page(
    shop,
    title,
    html`<div lang="en" dir="ltr"><h1>${title}</h1>
<p>This will give "${wish.app_name}" <strong>${scope}</strong> access which will allow it to:</p>
<ul class="wc-auth-permissions">${permissionsIn(wish.scope).map((text) => html`<li>${text}</li>`)}</ul>
<p class="wc-auth-logged-in-as">Logged in as <bdi>${user.firstName} ${user.lastName}</bdi> <a class="wc-auth-logout" href="${logout}">Logout</a></p>
<p class="wc-auth-actions"><a class="sb-button wc-auth-approve" href="${approve}">Approve</a> <a class="sb-button sb-quiet wc-auth-deny" href="${backTo(wish, 0)}">Deny</a></p></div>`,
  );
}

export interface LoginView {
  readonly wish: AuthWish;
  readonly action: string;
  readonly wrong: boolean;
}

export function loginPage(shop: WooShop, { wish, action, wrong }: LoginView): string {
  const title = `${wish.app_name} would like to connect to your store`;
  const owner = shop.user(1)?.username ?? "";
  return page(
    shop,
    title,
    html`<div lang="en" dir="ltr"><h1>${title}</h1>
<p>To connect to "${wish.app_name}" you need to be logged in. Log in to your store below, or <a href="${backTo(wish, 0)}">cancel and return to ${wish.app_name}</a></p>
${wrong ? html`<p class="sb-note sb-bad" role="alert">Error: The username or password you entered is incorrect.</p>` : null}
<form class="sb-card wc-auth-login" method="post" action="${action}">
<label class="sb-field"><span>Username or email address</span><input name="username" autocomplete="username" required value="${owner}"></label>
<label class="sb-field"><span>Password</span><input name="password" type="password" autocomplete="current-password" required></label>
<p class="sb-buttons"><button class="sb-button">Login</button></p><p class="sb-soft">Sandbox: everybody's password is “${PASSWORD}”.</p></form></div>`,
  );
}

/** As `wp_die` ends it. */
export const diePage = (shop: WooShop, message: string): string =>
  page(
    shop,
    "Access denied",
    html`<div lang="en" dir="ltr" class="wp-die-message"><p>Error: ${message}.</p></div>`,
  );
