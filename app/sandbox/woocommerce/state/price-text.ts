/** An amount as the shop shows it, without markup: 1.234,50 € in Germany, ۱۲۳٬۰۰۰ تومان in Iran. */
import type { Locale } from "../../state/types";
import type { WooSettings } from "./records";

const formats: Readonly<Record<Locale, string>> = { en: "en-GB", fa: "fa-IR", ar: "ar" };

export function priceText(
  text: string,
  settings: Pick<WooSettings, "currencySymbol" | "decimals" | "locale">,
  locale = settings.locale,
): string {
  const number = new Intl.NumberFormat(formats[locale], {
    minimumFractionDigits: settings.decimals,
    maximumFractionDigits: settings.decimals,
  }).format(Number(text));
  const { currencySymbol } = settings;
  return currencySymbol === "€" ? `${currencySymbol}${number}` : `${number} ${currencySymbol}`;
}
