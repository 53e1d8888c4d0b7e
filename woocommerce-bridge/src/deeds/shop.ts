/** What a store says of itself: its name and time zone to everybody, its currency and language to whoever has keys. */
import * as z from "zod";
import { type Currency, currency } from "../../../app/loyalty/money";
import { StoreClosed, StoreRefused, StoreUnavailable, type WooCommerceClient } from "../client";
import { plainName } from "../plain-name";

export interface Shop {
  readonly name: string;
  readonly currency: Currency;
  readonly timeZone: string;
  readonly locale: string;
  /** Of WooCommerce; null when the store does not tell. */
  readonly version: string | null;
}

/** Its currency is none that we know how to count in. */
export interface UnknownCurrency {
  readonly unknownCurrency: string;
}

const index = z.object({
  name: z.string().catch(""),
  home: z.string().catch(""),
  namespaces: z.array(z.string()).catch([]),
  timezone_string: z.string().catch(""),
  gmt_offset: z.union([z.number(), z.string()]).catch(0),
});
export type Index = z.infer<typeof index>;

/** WordPress's list of what there is, without keys; null where a site shows it to nobody without a login. */
export async function readIndex(client: WooCommerceClient): Promise<Index | null> {
  const params = { _fields: "name,home,namespaces,timezone_string,gmt_offset" };
  try {
    return (await client.get("", { api: "index", answer: index, params })).data;
  } catch (error) {
    if (error instanceof StoreClosed) return null;
    throw error;
  }
}

/** What is known of a site that tells nothing. */
export const silent: Index = { name: "", home: "", namespaces: [], timezone_string: "", gmt_offset: 0 };

export async function describeShop(
  client: WooCommerceClient,
  told: Index | null,
): Promise<Shop | UnknownCurrency> {
  const { name, home, timezone_string, gmt_offset } = told ?? silent;
  const { data } = await client.get("data/currencies/current", { answer: z.object({ code: z.string() }) });
  if (!/^[A-Z]{3}$/.test(data.code)) return { unknownCurrency: data.code.slice(0, 10) };
  return {
    name: plainName(name) || hostOf(home),
    currency: currency(data.code),
    timeZone: timeZoneOf(timezone_string, Number(gmt_offset)),
    ...(await environmentOf(client)),
  };
}

const hostOf = (home: string): string => (URL.canParse(home) ? new URL(home).host : "WooCommerce");

const status = z.object({
  environment: z.object({ language: z.string().nullish(), version: z.string().nullish() }).nullish(),
});

/**
 * From the report of the system, by the names of the two lines: as a whole it asks PayPal and woocommerce.com first whether they can be reached. Not every key may read it;
 * without it a shop is in English until staff say otherwise.
 */
async function environmentOf(client: WooCommerceClient): Promise<Pick<Shop, "locale" | "version">> {
  try {
    const { data } = await client.get("system_status", {
      answer: z.unknown(),
      params: { _fields: "environment.language,environment.version" },
    });
    const { language, version } = status.safeParse(data).data?.environment ?? {};
    return { locale: localeOf(language), version: version?.slice(0, 40) ?? null };
  } catch (error) {
    const lesser = [StoreClosed, StoreRefused, StoreUnavailable].some((kind) => error instanceof kind);
    if (!lesser) throw error;
    return { locale: "en", version: null };
  }
}

/** "de_DE_formal" is "de-DE". */
function localeOf(language: string | null | undefined): string {
  const [word, region] = (language ?? "").split("_");
  if (!word || !/^[a-z]{2,3}$/.test(word)) return "en";
  return region && /^[A-Z]{2}$/.test(region) ? `${word}-${region}` : word;
}

/** A place's name, or that of one which has the same offset the whole year: a site may be set to hours from Greenwich alone. */
export function timeZoneOf(name: string, hours: number): string {
  if (/^[A-Za-z]+(\/[\w+-]+)+$/.test(name)) return name;
  if (!Number.isFinite(hours)) return "UTC";
  const place = byOffset[String(hours)];
  if (place !== undefined) return place;
  const whole = Math.max(-12, Math.min(14, Math.round(hours)));
  // The sign of these names is the other way round.
  return whole === 0 ? "UTC" : `Etc/GMT${whole > 0 ? "-" : "+"}${Math.abs(whole)}`;
}

const byOffset: Readonly<Record<string, string>> = {
  "3.5": "Asia/Tehran",
  "4.5": "Asia/Kabul",
  "5.5": "Asia/Kolkata",
  "5.75": "Asia/Kathmandu",
  "6.5": "Asia/Yangon",
  "8.75": "Australia/Eucla",
  "9.5": "Australia/Darwin",
  "-9.5": "Pacific/Marquesas",
};
