/** The frame of the admin: language, navigation, Polaris and App Bridge around every page of `/app`. */
import { type HeadersFunction, json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import {
  NavLink,
  Outlet,
  type ShouldRevalidateFunction,
  useLoaderData,
  useNavigation,
  useRouteError,
} from "@remix-run/react";
import { NavMenu } from "@shopify/app-bridge-react";
import polarisStyles from "@shopify/polaris/build/esm/styles.css?url";
import english from "@shopify/polaris/locales/en.json";
import { AppProvider } from "@shopify/shopify-app-remix/react";
import { boundary } from "@shopify/shopify-app-remix/server";
import { useMemo } from "react";
import { type Admin, AdminProvider } from "../../components/admin";
import adminStyles from "../../components/admin.css?url";
import { useLoadingBar } from "../../components/announce";
import { appPath } from "../../components/app-path";
import chartStyles from "../../components/chart/chart.css?url";
import { LanguageSwitch } from "../../components/language-switch";
import pieceStyles from "../../components/pieces.css?url";
import tableStyles from "../../components/tables.css?url";
import { shopifyEnv } from "../../env.server";
import { messagesOf } from "../../i18n";
import { polarisDictionary } from "../../i18n/polaris-dictionary";
import { translatorFrom } from "../../i18n/translator";
import { storeTrouble } from "../app.store/store.server";
import { pagesFor } from "./pages";
import { bridgeUrl, type FramedPage, framedBy, frameLabels, jsonInScript } from "./plugin-frame";
import { type Staff, staffAtFrame } from "./staff.server";
import { StoreBanner } from "./store-banner";

export const links: LinksFunction = () =>
  [polarisStyles, adminStyles, pieceStyles, tableStyles, chartStyles].map((href) => ({
    rel: "stylesheet",
    href,
  }));

/** In wp-admin a script of ours stands in App Bridge's place, and the store alone may frame the page. */
function hostOf({ frame, role, translator }: Staff) {
  const { SHOPIFY_API_KEY, APP_BRIDGE_URL } = shopifyEnv();
  if (frame === null) return { apiKey: SHOPIFY_API_KEY, bridge: APP_BRIDGE_URL, framed: null };
  const framed: FramedPage = { ...frame, role, labels: frameLabels(translator.t) };
  return { apiKey: "", bridge: bridgeUrl, framed };
}

export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await staffAtFrame(request);
  const { shop, translator, role, can, frame } = staff;
  const { locale } = translator;
  const data = {
    ...hostOf(staff),
    locale,
    messages: messagesOf(locale),
    polaris: polarisDictionary(locale),
    timeZone: shop.timeZone,
    currency: shop.currency,
    role,
    can,
    pages: pagesFor(staff),
    trouble: await storeTrouble(staff),
  };
  return json(data, frame === null ? {} : { headers: framedBy(frame) });
}

/** What the frame holds changes with the language, and with what is done about the store; once the store is disconnected, nobody is let in to look. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ currentUrl, nextUrl, formAction, formData }) =>
  currentUrl.searchParams.get("locale") !== nextUrl.searchParams.get("locale") ||
  (formAction?.startsWith("/app/store") === true && formData?.get("intent") !== "disconnect");

export default function Frame() {
  const data = useLoaderData<typeof loader>();
  const { locale, messages, timeZone, currency, role, can, framed } = data;
  const admin = useMemo<Admin>(
    () => ({ translator: translatorFrom(locale, messages), timeZone, currency, role, can }),
    [locale, messages, timeZone, currency, role, can],
  );
  const { t } = admin.translator;
  useLoadingBar(useNavigation().state === "loading");
  return (
    <>
      {framed && (
        <script
          type="application/json"
          id="vafa-frame"
          // biome-ignore lint/security/noDangerouslySetInnerHtml: JSON, in which nothing can end the element.
          dangerouslySetInnerHTML={{ __html: jsonInScript(framed) }}
        />
      )}
      <AppProvider
        isEmbeddedApp
        apiKey={data.apiKey}
        __APP_BRIDGE_URL={data.bridge}
        i18n={data.polaris ? [data.polaris, english] : english}
      >
        <NavMenu>
          {data.pages.map(({ path, title }) => (
            <NavLink
              key={path}
              to={appPath(path, locale)}
              end={path === "/app"}
              {...(path === "/app" ? { rel: "home" } : {})}
            >
              {t(title)}
            </NavLink>
          ))}
        </NavMenu>
        <AdminProvider admin={admin}>
          <main>
            <StoreBanner trouble={data.trouble} linked={role === "owner"} />
            <Outlet />
          </main>
          <LanguageSwitch />
        </AdminProvider>
      </AppProvider>
    </>
  );
}

/** Shopify's library answers by throwing; what it throws has to reach the browser as it is. */
export function ErrorBoundary() {
  return boundary.error(useRouteError());
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
