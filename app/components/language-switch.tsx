/** The admin's language. Shopify's own admin speaks no Persian, so staff choose here; the choice is kept in the browser (see root.tsx). */
import { Link, useLocation } from "@remix-run/react";
import { type Locale, locales, ownNameOf } from "../i18n/locales";
import { useTranslator } from "./admin";

export const rememberedLocale = "vafa-locale";

function remember(locale: Locale): void {
  try {
    window.localStorage.setItem(rememberedLocale, locale);
  } catch {
    // A browser that keeps nothing for framed pages: the choice then lasts as long as the page.
  }
}

export function LanguageSwitch() {
  const { t, locale } = useTranslator();
  const { pathname, search } = useLocation();
  const addressIn = (other: Locale) => {
    const query = new URLSearchParams(search);
    query.set("locale", other);
    return `${pathname}?${query}`;
  };
  return (
    <nav aria-label={t("nav.language")} className="vafa-languages">
      {locales.map((other) => (
        <Link
          key={other}
          to={addressIn(other)}
          preventScrollReset
          hrefLang={other}
          lang={other}
          aria-current={other === locale ? "true" : undefined}
          onClick={() => remember(other)}
        >
          {ownNameOf(other)}
        </Link>
      ))}
    </nav>
  );
}
