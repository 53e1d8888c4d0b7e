/**
 * Where the owner of a WooCommerce store begins: they give its address and are sent there to let us in, or paste keys. Open to everybody, so it is slow for whoever asks often, goes to
 * no private address, and says nothing of what it found there but whether it was a store that lets us in.
 */
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { z } from "zod";
import { createTranslator, resolveLocale, type Translator } from "../i18n";
import { type Declined, declined } from "../loyalty/outcome";
import { beginConnecting, connectPage, storesMaySendKeys } from "../services/connecting-requests";
import { services } from "../services/running.server";
import { formIn } from "./shared/form-in.server";
import { type Markup, page, plainPage } from "./shared/plain-page.server";
import { isFromOurPage, mayGo } from "./shared/public-visitor.server";

const spans = ["30", "90", "365", "all"] as const;

/** What of a wish is shown again: never a key. */
interface Shown {
  readonly store: string;
  readonly days: (typeof spans)[number];
  readonly wrong: { readonly text: string; readonly inKeys: boolean } | null;
  readonly status: number;
}

function field(
  name: string,
  { label, help, control }: Record<"label" | "help", string> & { control: Markup },
) {
  return page`<div class="field"><label for="${name}">${label}</label>${control}<p class="quiet" id="${name}-help">${help}</p></div>`;
}

function pastedKeys({ t }: Translator, open: boolean): Markup {
  const input = (name: string, label: string) =>
    page`<div class="field"><label for="${name}">${label}</label><input id="${name}" name="${name}" dir="ltr" autocomplete="off" spellcheck="false" maxlength="200"></div>`;
  const opened: Markup = { markup: open ? " open" : "" };
  return page`<details${opened}><summary>${t("connect.paste")}</summary><p class="quiet">${t("connect.paste.help")}</p>
${input("key", t("connect.key"))}${input("secret", t("connect.secret"))}</details>`;
}

function form(translator: Translator, { store, days, wrong }: Shown): Markup {
  const { t, locale } = translator;
  const maySend = storesMaySendKeys(services());
  const described: Markup = {
    markup:
      wrong && !wrong.inKeys
        ? ` aria-invalid="true" aria-describedby="wrong"`
        : ` aria-describedby="store-help"`,
  };
  const options = spans.map((span) => {
    const selected: Markup = { markup: span === days ? " selected" : "" };
    const label = span === "all" ? t("connect.span.all") : t("connect.span.days", { days: Number(span) });
    return page`<option value="${span}"${selected}>${label}</option>`;
  });
  const refused = wrong ? page`<p class="wrong" id="wrong" role="alert">${wrong.text}</p>` : null;
  const address = page`<input id="store" name="store" type="text" inputmode="url" dir="ltr" autocomplete="url" autocapitalize="none" spellcheck="false" maxlength="500" required value="${store}"${described}>`;
  return page`<p>${t(maySend ? "connect.lead" : "connect.https-only")}</p>${refused}
<form method="post" action="${connectPage}?locale=${locale}">${field("store", { label: t("connect.address"), help: t("connect.address.help"), control: address })}
<div class="field"><label for="days">${t("connect.span")}</label><select id="days" name="days">${options}</select></div>
${pastedKeys(translator, !maySend || wrong?.inKeys === true)}<button type="submit">${t("connect.go")}</button></form>`;
}

function connectingPage(
  translator: Translator,
  shown: Shown,
  headers: Record<string, string> = {},
): Response {
  const store = shown.store === "" ? "" : `&store=${encodeURIComponent(shown.store)}`;
  return plainPage(translator, {
    title: translator.t("connect.title"),
    body: form(translator, shown),
    inLanguage: (locale) => `${connectPage}?locale=${locale}${store}`,
    status: shown.status,
    headers,
    // The store that was named, wherever it is.
    leadsTo: services().woocommerce.allowPrivate ? ["https:", "http:"] : ["https:"],
  });
}

const translatorOf = (request: Request): Translator =>
  createTranslator(
    resolveLocale(new URL(request.url).searchParams.get("locale"), request.headers.get("Accept-Language")),
  );

export function loader({ request }: LoaderFunctionArgs): Response {
  const store = new URL(request.url).searchParams.get("store")?.slice(0, 500) ?? "";
  return connectingPage(translatorOf(request), { store, days: "365", wrong: null, status: 200 });
}

const wishSchema = z.object({
  store: z.string().trim().max(500).catch(""),
  days: z.enum(spans).catch("365"),
  key: z.string().trim().max(200).catch(""),
  secret: z.string().trim().max(200).catch(""),
});

/** Both as WooCommerce makes them, or none at all. */
const keyShape = /^ck_[\w-]{8,100}$/;
const secretShape = /^cs_[\w-]{8,100}$/;

export async function action({ request, context }: ActionFunctionArgs): Promise<Response> {
  const translator = translatorOf(request);
  const { t, locale } = translator;
  const wish = wishSchema.parse(Object.fromEntries(await formIn(request)));
  const { store, days, key, secret } = wish;
  const again = (text: string, { inKeys = false, status = 422, headers = {} } = {}) =>
    connectingPage(translator, { store, days, wrong: { text, inKeys }, status }, headers);
  const refuse = ({ reason, details }: Declined, more = {}) => again(t(`declined.${reason}`, details), more);
  const ctx = services();
  if (!isFromOurPage(request, ctx.woocommerce.appUrl)) return refuse(declined("forbidden"), { status: 403 });
  const wait = mayGo(context, store);
  if (wait > 0) {
    const headers = { "Retry-After": String(Math.ceil(wait / 1_000)) };
    return refuse(declined("too-many-requests"), { status: 429, headers });
  }
  const pasted = key !== "" || secret !== "";
  if (pasted && !(keyShape.test(key) && secretShape.test(secret)))
    return again(t("connect.keys.malformed"), { inKeys: true });
  if (!pasted && !storesMaySendKeys(ctx)) return again(t("connect.https-only"), { inKeys: true });
  const begun = await beginConnecting(ctx, {
    address: store,
    keys: pasted ? { consumerKey: key, consumerSecret: secret } : null,
    importDays: days === "all" ? null : Number(days),
    locale,
  });
  return begun.done ? redirect(begun.value, { status: 303 }) : refuse(begun);
}
