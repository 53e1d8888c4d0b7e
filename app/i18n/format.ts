/**
 * Numbers, money and moments as people of one language read them. Money is formatted from minor units as decimal text and never
 * passes through a float (law 9). Dates are put together from their parts, because whole patterns differ between the server's and the
 * browser's version of ICU, and then the page a browser takes over would not be the page it was sent.
 */
import { type Currency, exponentOf, minor, toDecimal } from "../loyalty/money";
import { arabicCurrencies, englishCurrencies, persianCurrencies } from "./currency-names";
import { type Locale, tagOf } from "./locales";

const currencyNames = { en: englishCurrencies, fa: persianCurrencies, ar: arabicCurrencies } as const;

export interface Formats {
  number(value: number): string;
  /** With as many decimals as it has, up to four, and at least `least`. */
  decimal(value: number, least?: number): string;
  /** With its sign, also above zero: "+120". */
  signed(value: number): string;
  /** `minorUnits` of `currency`: 1250 GBP is "£12.50". */
  money(minorUnits: number, currency: Currency): string;
  /** What the currency is called after an amount, for a form's field. */
  currencyName(currency: Currency): string;
  /** `share` 0.125 is "12.5%". */
  percent(share: number): string;
  /** `basisPoints` 12,500 is "1.25×". */
  multiplier(basisPoints: number): string;
  date(epochMs: number, timeZone: string): string;
  dateTime(epochMs: number, timeZone: string): string;
  /** The name of a month, for an axis. */
  month(epochMs: number, timeZone: string): string;
  monthAndYear(epochMs: number, timeZone: string): string;
  dayAndMonth(epochMs: number, timeZone: string): string;
  /** "3 minutes ago". */
  relativeTime(epochMs: number, nowMs: number): string;
}

export function formatsOf(locale: Locale): Formats {
  const number = numberFormats(tagOf(locale));
  const dates = dateFormats(locale);
  const percentSign = locale === "en" ? "%" : "٪";
  return {
    number: (value) => number(0, 0).format(value),
    decimal: (value, least = 0) => number(least, 4).format(value),
    signed: (value) => number(0, 0, true).format(value),
    money: moneyFormat(locale, number),
    currencyName: (currency) => currencyNames[locale][currency] ?? currency,
    percent: (share) => `${number(0, 1).format(Math.round(share * 1_000) / 10)}${percentSign}`,
    multiplier: (basisPoints) => `${number(0, 4).format(basisPoints / 10_000)}×`,
    ...dates,
    relativeTime: relativeFormat(locale),
  };
}

type NumberFormats = (least: number, most: number, signed?: boolean) => Intl.NumberFormat;

/** Making a formatter is dear, using it is not. */
function numberFormats(tag: string): NumberFormats {
  const made = new Map<string, Intl.NumberFormat>();
  return (least, most, signed = false) => {
    const key = `${least}:${most}:${signed}`;
    const known = made.get(key);
    if (known) return known;
    const format = new Intl.NumberFormat(tag, {
      minimumFractionDigits: least,
      maximumFractionDigits: most,
      signDisplay: signed ? "exceptZero" : "auto",
    });
    made.set(key, format);
    return format;
  };
}

function isDecimal(text: string): text is `${number}` {
  return /^-?\d+(\.\d+)?$/.test(text);
}

function moneyFormat(locale: Locale, number: NumberFormats): Formats["money"] {
  const symbols = new Map<string, Intl.NumberFormat>();
  return (minorUnits, currency) => {
    const decimal = toDecimal(minor(minorUnits), currency);
    if (!isDecimal(decimal)) throw new Error(`not a decimal: ${decimal}`);
    const exponent = exponentOf(currency);
    const name = currencyNames[locale][currency] ?? (locale === "en" ? null : currency);
    if (name !== null) return `${number(exponent, exponent).format(decimal)}\u00a0${name}`;
    const known = symbols.get(currency) ?? symbolFormat(tagOf(locale), currency, exponent);
    symbols.set(currency, known);
    return known.format(decimal);
  };
}

function symbolFormat(tag: string, currency: Currency, exponent: number): Intl.NumberFormat {
  return new Intl.NumberFormat(tag, {
    style: "currency",
    currency,
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
  });
}

type Part = "day" | "month" | "year" | "hour" | "minute" | "dayPeriod";

function partsIn(tag: string, timeZone: string, monthStyle: "long" | "short", hour12: boolean) {
  return new Intl.DateTimeFormat(tag, {
    timeZone,
    day: "numeric",
    month: monthStyle,
    year: "numeric",
    hour: hour12 ? "numeric" : "2-digit",
    minute: "2-digit",
    ...(hour12 ? { hour12: true } : { hourCycle: "h23" as const }),
  });
}

type DateFormats = Pick<Formats, "date" | "dateTime" | "month" | "monthAndYear" | "dayAndMonth">;

function dateFormats(locale: Locale): DateFormats {
  const made = new Map<string, Intl.DateTimeFormat>();
  const english = locale === "en";
  const read = (epochMs: number, timeZone: string): ((part: Part) => string) => {
    const format =
      made.get(timeZone) ?? partsIn(tagOf(locale), timeZone, english ? "short" : "long", english);
    made.set(timeZone, format);
    const parts = format.formatToParts(epochMs);
    return (wanted) => parts.find((part) => part.type === wanted)?.value ?? "";
  };
  const day = (part: (wanted: Part) => string) =>
    english
      ? `${part("month")} ${part("day")}, ${part("year")}`
      : `${part("day")} ${part("month")} ${part("year")}`;
  const time = (part: (wanted: Part) => string) =>
    english
      ? `${part("hour")}:${part("minute")} ${part("dayPeriod").toLowerCase()}`
      : `${part("hour")}:${part("minute")}`;
  return {
    date: (epochMs, timeZone) => day(read(epochMs, timeZone)),
    dateTime(epochMs, timeZone) {
      const part = read(epochMs, timeZone);
      return `${day(part)}${english ? "," : "،"} ${time(part)}`;
    },
    month: (epochMs, timeZone) => read(epochMs, timeZone)("month"),
    monthAndYear(epochMs, timeZone) {
      const part = read(epochMs, timeZone);
      return `${part("month")} ${part("year")}`;
    },
    dayAndMonth(epochMs, timeZone) {
      const part = read(epochMs, timeZone);
      return english ? `${part("month")} ${part("day")}` : `${part("day")} ${part("month")}`;
    },
  };
}

const steps: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number])[] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

function relativeFormat(locale: Locale): Formats["relativeTime"] {
  const format = new Intl.RelativeTimeFormat(tagOf(locale), { numeric: "auto" });
  return (epochMs, nowMs) => {
    const seconds = Math.round((epochMs - nowMs) / 1_000);
    const [unit, size] = steps.find(([, size]) => Math.abs(seconds) >= size) ?? ["second", 1];
    return format.format(Math.trunc(seconds / size), unit);
  };
}
