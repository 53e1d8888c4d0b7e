/** What the shop says of itself: WordPress's index, the settings, the state of the system, the currency. */

import type { WooShop } from "../state/shop";
import { failed, ok, type RestAnswer, type RestCall } from "./call";
import { offsetAt } from "./shapes/dates";
import { WOOCOMMERCE_VERSION } from "./shapes/order";

export const WORDPRESS_VERSION = "7.0.4";
const PHP_VERSION = "8.2.29";

const languageOf = ({ settings }: WooShop) => (settings.locale === "fa" ? "fa_IR" : "en_US");

/** For everybody, with or without keys. */
export function siteIndex(shop: WooShop, home: string, plugin: boolean): RestAnswer {
  const { settings } = shop;
  return ok({
    name: settings.title,
    description: settings.tagline[settings.locale],
    url: home,
    home,
    gmt_offset: offsetAt(shop.now(), settings.timezone) / 3_600_000,
    timezone_string: settings.timezone,
    page_for_posts: 0,
    page_on_front: 0,
    show_on_front: "posts",
    namespaces: [
      "oembed/1.0",
      "wc/v1",
      "wc/v2",
      "wc/v3",
      "wc/store/v1",
      ...(plugin ? ["wc-vafa/v1"] : []),
      "wp/v2",
    ],
    authentication: {},
    routes: {},
    site_icon_url: "",
    _links: { help: [{ href: "https://developer.wordpress.org/rest-api/" }] },
  });
}

interface Setting {
  readonly id: string;
  readonly label: string;
  readonly type: "select" | "text" | "checkbox" | "radio";
  readonly value: string;
}

function settingsOf({ settings }: WooShop): Readonly<Record<string, readonly Setting[]>> {
  const setting = (id: string, label: string, type: Setting["type"], value: string): Setting => ({
    id,
    label,
    type,
    value,
  });
  return {
    general: [
      setting("woocommerce_store_city", "City", "text", settings.city),
      setting("woocommerce_default_country", "Country / State", "select", settings.country),
      setting("woocommerce_store_postcode", "Postcode / ZIP", "text", settings.postcode),
      setting("woocommerce_calc_taxes", "Enable taxes", "checkbox", "yes"),
      setting("woocommerce_enable_coupons", "Enable coupons", "checkbox", "yes"),
      setting("woocommerce_calc_discounts_sequentially", "", "checkbox", "no"),
      setting("woocommerce_currency", "Currency", "select", settings.currency),
      setting(
        "woocommerce_currency_pos",
        "Currency position",
        "select",
        settings.currency === "EUR" ? "left" : "right_space",
      ),
      setting("woocommerce_price_num_decimals", "Number of decimals", "text", String(settings.decimals)),
    ],
    tax: [
      setting(
        "woocommerce_prices_include_tax",
        "Prices entered with tax",
        "radio",
        settings.pricesIncludeTax ? "yes" : "no",
      ),
      setting("woocommerce_tax_display_cart", "Display prices during cart and checkout", "select", "incl"),
    ],
  };
}

const shapeOf =
  (home: string, group: string) =>
  ({ id, label, type, value }: Setting) => ({
    id,
    label,
    description: "",
    type,
    default: "",
    value,
    _links: {
      self: [{ href: `${home}/wp-json/wc/v3/settings/${group}/${id}` }],
      collection: [{ href: `${home}/wp-json/wc/v3/settings/${group}` }],
    },
  });

const noGroup = () => failed("rest_setting_setting_group_invalid", "Invalid setting group.", 404);

export function listSettings({ shop, home, ids: [group = ""] }: RestCall): RestAnswer {
  const settings = settingsOf(shop)[group];
  return settings === undefined ? noGroup() : ok(settings.map(shapeOf(home, group)));
}

export function readSetting({ shop, home, ids: [group = "", id] }: RestCall): RestAnswer {
  const settings = settingsOf(shop)[group];
  if (settings === undefined) return noGroup();
  const setting = settings.find((one) => one.id === id);
  return setting === undefined
    ? failed("rest_setting_setting_invalid", "Invalid setting.", 404)
    : ok(shapeOf(home, group)(setting));
}

export function readCurrency({ shop: { settings }, ids: [code] }: RestCall): RestAnswer {
  if (code !== "current" && code?.toUpperCase() !== settings.currency)
    return failed(
      "woocommerce_rest_data_invalid_currency",
      "There are no currencies matching these parameters.",
      404,
    );
  return ok({ code: settings.currency, name: settings.currencyName, symbol: settings.currencySymbol });
}

export function systemStatus({ shop, home }: RestCall): RestAnswer {
  const { settings } = shop;
  return ok({
    environment: {
      home_url: home,
      site_url: home,
      version: WOOCOMMERCE_VERSION,
      wp_version: WORDPRESS_VERSION,
      wp_multisite: false,
      wp_cron: true,
      language: languageOf(shop),
      php_version: PHP_VERSION,
      php_max_execution_time: 30,
      default_timezone: "UTC",
      remote_post_successful: true,
      remote_get_successful: true,
    },
    active_plugins: [],
    settings: {
      api_enabled: false,
      force_ssl: false,
      currency: settings.currency,
      currency_symbol: settings.currencySymbol,
      currency_position: settings.currency === "EUR" ? "left" : "right_space",
      thousand_separator: ",",
      decimal_separator: ".",
      number_of_decimals: settings.decimals,
      HPOS_enabled: true,
      HPOS_sync_enabled: false,
    },
    security: { secure_connection: home.startsWith("https"), hide_errors: true },
  });
}
