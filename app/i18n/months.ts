/** The months of the calendar birthdays are kept in, named in each language. */
import type { Locale } from "./locales";

/** January first, whatever calendar the language counts its own days in. */
export function gregorianMonths(locale: Locale): string[] {
  const name = new Intl.DateTimeFormat(`${locale}-u-ca-gregory`, { month: "long", timeZone: "UTC" });
  return Array.from({ length: 12 }, (_, month) => name.format(Date.UTC(2024, month, 15)));
}
