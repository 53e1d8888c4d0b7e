/** The two WordPress shops of the sandbox: one in Hamburg in euros with the tax inside, one in Tehran in tomans without decimals. */
import { text } from "../../cast/item";
import type { WooSettings } from "../state/records";

export const NORDLICHT = "nordlicht";
export const FERDOWS = "ferdows";

export const wooSettings: readonly WooSettings[] = [
  {
    name: NORDLICHT,
    title: "Nordlicht",
    tagline: text(
      "Good things for bright evenings",
      "چیزهای خوب برای شب‌های روشن",
      "أشياء جميلة لأمسيات مضيئة",
    ),
    locale: "en",
    locales: ["en", "fa", "ar"],
    currency: "EUR",
    currencySymbol: "€",
    currencyName: "Euro",
    decimals: 2,
    timezone: "Europe/Berlin",
    country: "DE",
    city: "Hamburg",
    postcode: "20095",
    adminEmail: "moin@nordlicht.example",
    pricesIncludeTax: true,
    taxRateBp: 1_900,
    taxRateCode: "DE-VAT-1",
    taxLabel: "VAT",
    shippingTitle: "Parcel",
    shippingCost: "4.20",
    freeShippingTitle: "Free shipping",
    freeShippingFrom: "60.00",
  },
  {
    name: FERDOWS,
    title: "فردوس",
    tagline: text("Flavours of home", "طعم خانه", "نكهات البيت"),
    locale: "fa",
    locales: ["fa", "en", "ar"],
    currency: "IRT",
    currencySymbol: "تومان",
    currencyName: "Iranian toman",
    decimals: 0,
    timezone: "Asia/Tehran",
    country: "IR",
    city: "تهران",
    postcode: "1990000001",
    adminEmail: "salam@ferdows.example",
    pricesIncludeTax: true,
    taxRateBp: 1_000,
    taxRateCode: "IR-VAT-1",
    taxLabel: "مالیات بر ارزش افزوده",
    shippingTitle: "پست پیشتاز",
    shippingCost: "60000",
    freeShippingTitle: "ارسال رایگان",
    freeShippingFrom: "1500000",
  },
];
