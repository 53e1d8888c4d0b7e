/** The shop itself. */
import { gid } from "../../state/ids";
import type { ApiNode } from "../connection";
import { metafieldFields } from "./metafield";
import { iso, type World } from "./world";

/** "+03:30" of a time zone at a moment. */
export function offsetOf(timezone: string, at: number): string {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: timezone, timeZoneName: "longOffset" });
  const name = parts.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value ?? "GMT";
  return name === "GMT" ? "+00:00" : name.slice(3);
}

function offsetMinutes(offset: string): number {
  const [hours = 0, minutes = 0] = offset.slice(1).split(":").map(Number);
  return (offset.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}

export function shopNode(world: World): ApiNode {
  const { shop } = world;
  const owner = shop.staff.find(({ accountOwner }) => accountOwner);
  const offset = offsetOf(shop.timezone, world.now);
  const format = (wrap: string) =>
    `${shop.currency === "GBP" ? "£" : ""}{{amount${wrap}}}${shop.currency === "IRR" ? " ریال" : ""}`;
  return {
    __typename: "Shop",
    id: gid("Shop", shop.id),
    name: shop.name,
    email: shop.email,
    contactEmail: shop.email,
    description: null,
    myshopifyDomain: shop.domain,
    url: `https://${shop.domain}`,
    primaryDomain: {
      id: `gid://shopify/Domain/${shop.id}`,
      host: shop.domain,
      url: `https://${shop.domain}`,
      sslEnabled: true,
    },
    currencyCode: shop.currency,
    currencyFormats: {
      moneyFormat: format(""),
      moneyInEmailsFormat: format(""),
      moneyWithCurrencyFormat: `${format("")} ${shop.currency}`,
      moneyWithCurrencyInEmailsFormat: `${format("")} ${shop.currency}`,
    },
    enabledPresentmentCurrencies: [shop.currency],
    ianaTimezone: shop.timezone,
    timezoneAbbreviation: shop.timezone === "Europe/London" ? "GMT" : "+0330",
    timezoneOffset: offset.replace(":", ""),
    timezoneOffsetMinutes: offsetMinutes(offset),
    taxesIncluded: shop.taxesIncluded,
    taxShipping: true,
    shopOwnerName: owner === undefined ? "" : `${owner.firstName} ${owner.lastName}`,
    plan: {
      displayName: "Shopify Plus",
      publicDisplayName: "Plus",
      partnerDevelopment: false,
      shopifyPlus: true,
    },
    checkoutApiSupported: true,
    setupRequired: false,
    weightUnit: "KILOGRAMS",
    unitSystem: "METRIC_SYSTEM",
    createdAt: iso(shop.createdAt),
    updatedAt: iso(shop.createdAt),
    shopAddress: {
      id: `gid://shopify/ShopAddress/${shop.id}`,
      countryCodeV2: shop.countryCode,
      country: shop.countryCode === "GB" ? "United Kingdom" : "Iran",
    },
    ...metafieldFields(world, gid("Shop", shop.id)),
  };
}
