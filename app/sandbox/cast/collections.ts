/** The shops' collections, each with its products by handle; a product may be in several, or in none. */
import type { Localized, SandboxProduct, SandboxShop } from "../state/types";
import { products } from "./catalogue";
import { text } from "./item";
import { DEMO_SHOP, shops, TEHRAN_SHOP } from "./shops";

export interface SandboxCollection {
  readonly id: number;
  readonly shop: string;
  readonly handle: string;
  readonly title: string;
  readonly titleIn: Localized;
  readonly productIds: readonly number[];
}

interface Written {
  readonly handle: string;
  readonly title: Localized;
  readonly products: readonly string[];
}

const london: readonly Written[] = [
  {
    handle: "kitchen",
    title: text("Kitchen and table", "آشپزخانه و سفره", "المطبخ والمائدة"),
    products: ["stoneware-mug", "enamel-teapot", "assam-tea", "walnut-bowl"],
  },
  {
    handle: "gifts",
    title: text("Small gifts", "هدیه‌های کوچک", "هدايا صغيرة"),
    products: ["stoneware-mug", "cedar-candle", "linen-notebook", "olive-soap"],
  },
  {
    handle: "home",
    title: text("Home and garden", "خانه و باغ", "البيت والحديقة"),
    products: ["cedar-candle", "wool-blanket", "herb-planter", "reading-lamp"],
  },
];

const tehran: readonly Written[] = [
  {
    handle: "khoraki",
    title: text("Pantry", "خوراکی‌ها", "المؤونة"),
    products: ["saffron", "pistachio", "lahijan-tea"],
  },
  {
    handle: "sanaye-dasti",
    title: text("Handicrafts", "صنایع دستی", "الحرف اليدوية"),
    products: ["minakari-bowl", "termeh-cloth"],
  },
];

function collectionsIn(domain: string, written: readonly Written[]): SandboxCollection[] {
  const shop = shops.find((candidate) => candidate.domain === domain);
  if (shop === undefined) return [];
  const mine = products.filter((product) => product.shop === domain);
  return written.map(({ handle, title, products: handles }, position) => ({
    id: 460_000_000_000 + (shop.id % 1000) * 1_000 + position + 1,
    shop: domain,
    handle,
    title: title[shop.primaryLocale],
    titleIn: title,
    productIds: mine.filter((product) => handles.includes(product.handle)).map(({ id }) => id),
  }));
}

export const collections: readonly SandboxCollection[] = [
  ...collectionsIn(DEMO_SHOP, london),
  ...collectionsIn(TEHRAN_SHOP, tehran),
];

export const collectionsOf = ({ domain }: SandboxShop): SandboxCollection[] =>
  collections.filter(({ shop }) => shop === domain);

export const collectionsWith = (product: SandboxProduct): SandboxCollection[] =>
  collections.filter(({ productIds }) => productIds.includes(product.id));
