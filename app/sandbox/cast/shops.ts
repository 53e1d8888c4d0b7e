/** The two shops of the sandbox: one in London with a year of history, one in Tehran whose currency has no decimals. */
import type { SandboxShop, SandboxStaff } from "../state/types";

export const DEMO_SHOP = "vafa-demo.myshopify.com";
export const TEHRAN_SHOP = "vafa-tehran.myshopify.com";

const sara: SandboxStaff = {
  id: 90_000_001,
  firstName: "Sara",
  lastName: "Karimi",
  email: "sara@vafa-demo.example",
  locale: "en",
  accountOwner: true,
};

const james: SandboxStaff = {
  id: 90_000_002,
  firstName: "James",
  lastName: "Okafor",
  email: "james@vafa-demo.example",
  locale: "en",
  accountOwner: false,
};

const kaveh: SandboxStaff = {
  id: 90_000_011,
  firstName: "کاوه",
  lastName: "صادقی",
  email: "kaveh@vafa-tehran.example",
  locale: "fa",
  accountOwner: true,
};

const mina: SandboxStaff = {
  id: 90_000_012,
  firstName: "مینا",
  lastName: "رستمی",
  email: "mina@vafa-tehran.example",
  locale: "fa",
  accountOwner: false,
};

export const shops: readonly SandboxShop[] = [
  {
    id: 68_201_110_001,
    domain: DEMO_SHOP,
    name: "Marlow & Rose",
    currency: "GBP",
    decimals: 2,
    primaryLocale: "en",
    locales: ["en", "fa", "ar"],
    timezone: "Europe/London",
    countryCode: "GB",
    email: "hello@vafa-demo.example",
    // A wholesaler's prices: tax is added at the checkout.
    taxesIncluded: false,
    taxRateBp: 2_000,
    taxTitle: "VAT",
    shippingTitle: "Standard",
    shippingMinor: 450,
    freeShippingFromMinor: 6_000,
    staff: [sara, james],
    createdAt: Date.UTC(2024, 2, 4, 9),
  },
  {
    id: 68_201_110_002,
    domain: TEHRAN_SHOP,
    name: "باغ فردوس",
    currency: "IRR",
    decimals: 0,
    primaryLocale: "fa",
    locales: ["fa", "en", "ar"],
    timezone: "Asia/Tehran",
    countryCode: "IR",
    email: "salam@vafa-tehran.example",
    // Retail prices: the tax is inside.
    taxesIncluded: true,
    taxRateBp: 1_000,
    taxTitle: "مالیات بر ارزش افزوده",
    shippingTitle: "پست پیشتاز",
    shippingMinor: 650_000,
    freeShippingFromMinor: 15_000_000,
    staff: [kaveh, mina],
    createdAt: Date.UTC(2025, 4, 10, 9),
  },
];
