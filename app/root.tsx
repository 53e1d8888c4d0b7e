/**
 * The document around every page, in the language and the direction of the page. The admin's own frame (Polaris, App Bridge) is the layout
 * route `app`.
 */
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLocation,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import type { ReactNode } from "react";
import { rememberedLocale } from "./components/language-switch";
import { useNonce } from "./components/nonce";
import { Typeface } from "./components/typeface";
import { directionOf, resolveLocale } from "./i18n/locales";

/**
 * Runs before anything is shown: staff who chose a language in this browser get it, whatever language the store's admin asks for. Only in
 * the admin, and only when the address says another.
 */
const chosenLanguage = `(function(){try{var l=localStorage.getItem(${JSON.stringify(rememberedLocale)}),u=new URL(location.href);
if(l&&/^\\/app(\\/|$)/.test(u.pathname)&&u.searchParams.get("locale")!==l){u.searchParams.set("locale",l);location.replace(u.href)}}catch(e){}})()`;

export function Layout({ children }: { children: ReactNode }) {
  const { search, pathname } = useLocation();
  const nonce = useNonce();
  const admin = useRouteLoaderData<{ locale: string }>("routes/app");
  const locale = resolveLocale(admin?.locale, new URLSearchParams(search).get("locale"));
  const direction = directionOf(locale);
  return (
    <html lang={locale} dir={direction}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        {pathname.startsWith("/app") && (
          <script
            nonce={nonce}
            suppressHydrationWarning
            // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours that has to run before the page is shown.
            dangerouslySetInnerHTML={{ __html: chosenLanguage }}
          />
        )}
        <Meta />
        <Typeface ahead={direction === "rtl"} />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}

/**
 * What nobody else answers for: an address that is nobody's, or a fault outside the admin. Remix's own page in this place writes every wrong address that a stranger tries to the
 * console, past the log. handleError (entry.server.tsx) has told of what is ours.
 */
export function ErrorBoundary() {
  const error = useRouteError();
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const text = isRouteErrorResponse(error) && error.statusText !== "" ? error.statusText : "Error";
  return (
    <main>
      <h1 dir="ltr" lang="en">
        {status} {text}
      </h1>
    </main>
  );
}
