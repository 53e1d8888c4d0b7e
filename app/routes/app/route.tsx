/** The frame of the admin: language, navigation, Polaris and App Bridge around every page of `/app`. */
import type { HeadersFunction, LinksFunction, LoaderFunctionArgs } from "@remix-run/node";
import {
  Link,
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
import { type MessageKey, translatorFrom } from "../../i18n/translator";
import { authenticateStaff } from "./staff.server";

export const links: LinksFunction = () =>
  [polarisStyles, adminStyles, pieceStyles, tableStyles, chartStyles].map((href) => ({
    rel: "stylesheet",
    href,
  }));

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, translator } = await authenticateStaff(request);
  const { SHOPIFY_API_KEY, APP_BRIDGE_URL } = shopifyEnv();
  const { locale } = translator;
  return {
    apiKey: SHOPIFY_API_KEY,
    appBridgeUrl: APP_BRIDGE_URL,
    locale,
    messages: messagesOf(locale),
    polaris: polarisDictionary(locale),
    timeZone: shop.timeZone,
    currency: shop.currency,
  };
}

/** What the frame holds changes with the language only. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ currentUrl, nextUrl }) =>
  currentUrl.searchParams.get("locale") !== nextUrl.searchParams.get("locale");

const pages: readonly (readonly [path: string, title: MessageKey])[] = [
  ["/app/members", "nav.members"],
  ["/app/orders", "nav.orders"],
  ["/app/program", "nav.program"],
  ["/app/earning", "nav.earning"],
  ["/app/campaigns", "nav.campaigns"],
  ["/app/tiers", "nav.tiers"],
  ["/app/rewards", "nav.rewards"],
  ["/app/referrals", "nav.referrals"],
  ["/app/membership", "nav.membership"],
  ["/app/codes", "nav.codes"],
  ["/app/deliveries", "nav.deliveries"],
  ["/app/import", "nav.import"],
  ["/app/privacy", "nav.privacy"],
  ["/app/settings", "nav.settings"],
];

export default function Frame() {
  const data = useLoaderData<typeof loader>();
  const { locale, messages, timeZone, currency } = data;
  const admin = useMemo<Admin>(
    () => ({ translator: translatorFrom(locale, messages), timeZone, currency }),
    [locale, messages, timeZone, currency],
  );
  const { t } = admin.translator;
  useLoadingBar(useNavigation().state === "loading");
  return (
    <AppProvider
      isEmbeddedApp
      apiKey={data.apiKey}
      __APP_BRIDGE_URL={data.appBridgeUrl}
      i18n={data.polaris ? [data.polaris, english] : english}
    >
      <NavMenu>
        <Link to={appPath("/app", locale)} rel="home">
          {t("nav.home")}
        </Link>
        {pages.map(([path, title]) => (
          <Link key={path} to={appPath(path, locale)}>
            {t(title)}
          </Link>
        ))}
      </NavMenu>
      <AdminProvider admin={admin}>
        <main>
          <Outlet />
        </main>
        <LanguageSwitch />
      </AdminProvider>
    </AppProvider>
  );
}

/** Shopify's library answers by throwing; what it throws has to reach the browser as it is. */
export function ErrorBoundary() {
  return boundary.error(useRouteError());
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
