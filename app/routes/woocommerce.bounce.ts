/**
 * A framed page of the admin that came without a token, or with one that had run out: this page asks the frame around it, the store's own wp-admin, for a fresh one and goes
 * back. It holds nothing of any shop; who opens it anywhere else is told where Vafa is.
 */
import type { LoaderFunctionArgs } from "@remix-run/node";
import { createTranslator, directionOf, resolveLocale } from "../i18n";
import { pluginStoreOf } from "../services/plugin-store";
import { services } from "../services/running.server";
import { proveStaff } from "../stores/woocommerce/plugin-token";
import { framedBy, frameLabels, jsonInScript, type StoreFrame, storeFrame } from "./app/plugin-frame";
import { tokenParameter } from "./app/plugin-staff.server";
import { storePath } from "./shared/proxy-door.server";

/** The store whose token this was, also when it is too old by now. */
async function frameOf(token: string): Promise<StoreFrame | null> {
  const ctx = services();
  const store = await pluginStoreOf(ctx, token);
  if (!store) return null;
  const proof = await proveStaff(token, { secret: store.secret, shopId: store.shop.shopId, at: ctx.now() });
  const staff = proof.proved ? proof.token : proof.expired;
  return staff && storeFrame(store.storeUrl, staff.origin);
}

const pathIn = (wish: string | null): string => {
  const path = storePath(wish);
  return path !== null && /^\/app([/?]|$)/.test(path) ? path : "/app";
};

export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const bounce = pathIn(searchParams.get("to"));
  const frame = await frameOf(searchParams.get(tokenParameter) ?? "");
  const asked = new URL(bounce, request.url).searchParams.get("locale");
  const locale = resolveLocale(asked, request.headers.get("Accept-Language"));
  const { t } = createTranslator(locale);
  const page = jsonInScript({ bounce, ...frame, labels: frameLabels(t) });
  const html = `<!doctype html>
<html lang="${locale}" dir="${directionOf(locale)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${t("app.name")}</title>
<style>body{margin:0;font:1rem/1.6 system-ui,sans-serif;color:#303030;background:#f1f1f1}main{max-width:32rem;margin:15vh auto;padding:0 1.5rem}</style>
<script type="application/json" id="vafa-frame">${page}</script></head>
<body><main><h1>${t("app.name")}</h1><p id="vafa-bounce" role="status">${t("frame.opening")}</p><noscript>${t("frame.outside")}</noscript></main>
<script src="/woocommerce/admin-bridge.js"></script></body></html>`;
  const framed = framedBy(frame);
  const own =
    "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'";
  return new Response(html, {
    headers: {
      ...framed,
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": `${own}; ${framed["Content-Security-Policy"]}`,
    },
  });
}
