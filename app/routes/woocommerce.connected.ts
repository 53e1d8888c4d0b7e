/**
 * Where an owner comes back to from their store: the store is connected while they watch, without any script. Known by what only they and their store were told; shows nothing
 * of the shop but how far it is.
 */
import type { LoaderFunctionArgs } from "@remix-run/node";
import type { MessageKey } from "../i18n";
import { createTranslator, resolveLocale, type Translator } from "../i18n";
import { checkWoocommerce } from "../services/check-woocommerce";
import {
  type ConnectingProgress,
  connectingProgress,
  connectPage,
  goOnConnecting,
  storeSaidNo,
} from "../services/connecting-requests";
import type { ServiceContext } from "../services/context";
import { services } from "../services/running.server";
import { type Markup, page, plainPage } from "./shared/plain-page.server";
import { createTokenBucket } from "./shared/token-bucket";

/** How often a store is asked whether its plugin has been installed, while somebody watches. */
const looks = createTokenBucket({ atOnce: 1, everyMs: 10_000, now: Date.now });

/** An owner waits no longer than this for a page; what is not done by then goes on without them. */
const patienceMs = 1_500;

type Mark = "done" | "todo" | "bad";
const marks: Readonly<Record<Mark, string>> = { done: "✓", todo: "…", bad: "✗" };

const step = (mark: Mark, text: string): Markup =>
  page`<li><span class="mark ${mark}" aria-hidden="true">${marks[mark]}</span><span>${text}</span></li>`;

function importStep(orders: ConnectingProgress["orders"], { t }: Translator): Markup {
  if (!orders) return step("todo", t("connect.step.import.counting", { orders: 0 }));
  if (orders.state === "done") return step("done", t("connect.step.import.done", { orders: orders.orders }));
  if (orders.state === "failed") return step("bad", t("connect.step.import.failed"));
  const { orders: here, expected } = orders;
  if (expected === null) return step("todo", t("connect.step.import.counting", { orders: here }));
  return step("todo", t("connect.step.import", { orders: here, expected: Math.max(here, expected) }));
}

function stepsOf({ request, connection, orders }: ConnectingProgress, translator: Translator): Markup {
  const { t } = translator;
  if (!connection) {
    const waiting = request.state === "waiting";
    const steps = [step("todo", t(waiting ? "connect.step.waiting" : "connect.step.testing"))];
    return page`<ul class="steps" aria-live="polite">${steps}</ul>`;
  }
  const made = Object.keys(connection.webhooks).length;
  const { pluginVersion: version } = connection;
  const steps = [
    step("done", t("connect.step.keys")),
    made > 0
      ? step("done", t("connect.step.webhooks", { made }))
      : step("todo", t("connect.step.webhooks.waiting")),
    version === null
      ? step("todo", t("connect.step.plugin.missing"))
      : step("done", t("connect.step.plugin", { version })),
    importStep(orders, translator),
  ];
  return page`<ul class="steps" aria-live="polite">${steps}</ul>`;
}

function nextOf({ request, connection }: ConnectingProgress, { t }: Translator): Markup | null {
  if (!connection) return null;
  const admin = page`<a class="go" href="${request.storeUrl}/wp-admin/admin.php?page=vafa">${t("connect.open-admin")}</a>`;
  if (connection.pluginVersion !== null)
    return page`<p>${t("connect.next")}</p><p class="actions">${admin}</p>`;
  const plugins = page`<a class="go second" href="${request.storeUrl}/wp-admin/plugin-install.php?tab=upload">${t("connect.open-admin")}</a>`;
  return page`<p>${t("connect.next.plugin")}</p><p class="actions"><a class="go" href="/woocommerce/plugin.zip">${t("connect.plugin.download")}</a>${plugins}</p>`;
}

/** What still moves is looked at again soon; a plugin that is not there yet, now and then. */
function refreshOf({ request, connection, orders }: ConnectingProgress): number | null {
  if (request.state !== "connected") return 2;
  const settled = connection && Object.keys(connection.webhooks).length > 0 && orders?.state !== "running";
  if (!settled) return 3;
  return connection.pluginVersion === null ? 15 : null;
}

interface Telling {
  readonly translator: Translator;
  readonly inLanguage: (locale: string) => string;
}

function failure(problem: string, store: string, { translator, inLanguage }: Telling): Response {
  const { t, knows, locale } = translator;
  const key = `declined.${problem}`;
  const text: MessageKey = knows(key) ? key : "declined.store-unreachable";
  const again = `${connectPage}?${new URLSearchParams({ locale, store })}`;
  return plainPage(translator, {
    title: t("connect.progress.failed"),
    body: page`<p class="wrong" role="alert">${t(text)}</p><p class="actions"><a class="go" href="${again}">${t("connect.again")}</a></p>`,
    inLanguage,
  });
}

function progressPage(progress: ConnectingProgress, { translator, inLanguage }: Telling): Response {
  const { t } = translator;
  const { request } = progress;
  const refreshSeconds = refreshOf(progress);
  const told = refreshSeconds === null ? null : page`<p class="quiet">${t("connect.progress.refresh")}</p>`;
  return plainPage(translator, {
    title: t(request.state === "connected" ? "connect.progress.done" : "connect.progress.title"),
    body: page`<p class="quiet"><bdi dir="ltr">${request.storeUrl}</bdi></p>${stepsOf(progress, translator)}${nextOf(progress, translator)}${told}`,
    inLanguage,
    refreshSeconds,
  });
}

const soon = (work: Promise<unknown>): Promise<unknown> =>
  Promise.race([work, new Promise((resolve) => setTimeout(resolve, patienceMs).unref())]);

/** Moves the request on, and does not keep whoever watches waiting for it. */
async function moveOn(ctx: ServiceContext, state: string): Promise<void> {
  const telling = (error: unknown) => ctx.log.error({ err: error }, "a store could not be connected");
  await soon(goOnConnecting(ctx, state).catch(telling));
  const progress = await connectingProgress(ctx, state);
  const shopId = progress?.request.shopId;
  if (!shopId || progress.connection?.pluginVersion !== null || looks.take(String(shopId)) > 0) return;
  await soon(checkWoocommerce(ctx, shopId).catch(telling));
}

export async function loader({ request }: LoaderFunctionArgs): Promise<Response> {
  const ctx = services();
  const { searchParams } = new URL(request.url);
  const state = searchParams.get("user_id") ?? "";
  const asked = searchParams.get("locale");
  if (searchParams.get("success") === "0") await storeSaidNo(ctx, state);
  await moveOn(ctx, state);
  const progress = await connectingProgress(ctx, state);
  const accepted = request.headers.get("Accept-Language");
  const translator = createTranslator(resolveLocale(asked, progress?.request.locale, accepted));
  const inLanguage = (locale: string) =>
    `/woocommerce/connected?${new URLSearchParams({ locale, user_id: state })}`;
  const telling = { translator, inLanguage };
  const over =
    progress !== null &&
    ["waiting", "keys"].includes(progress.request.state) &&
    progress.request.expiresAt.getTime() <= ctx.now();
  if (!progress || over) return failure("store-request-over", progress?.request.storeUrl ?? "", telling);
  const { state: reached, problem, storeUrl } = progress.request;
  if (reached === "failed") return failure(problem ?? "", storeUrl, telling);
  return progressPage(progress, telling);
}
