/** The catalogue of rewards of a running shop, changed as the admin's page changes it, and put back as it was. */
import { findShop } from "../../db/shops";
import { sqlOf } from "../../db/transaction";
import type { ShopId } from "../../loyalty/brand";
import { saveTerms } from "../../services/save-terms";
import type { Books } from "./books";
import { secondProcess } from "./second-process";

const common = {
  active: true,
  price: { mode: "fixed", points: 300, valueMinor: 0 },
  minimumSubtotalMinor: 0,
  combinesWith: { orderDiscounts: false, productDiscounts: false, shippingDiscounts: false },
};

/** One of each kind, 300 points each; money is worth `unit`. */
export function oneOfEach(unit: number, product: { readonly id: string; readonly title: string }) {
  const money = { ...common.price, valueMinor: 5 * unit };
  const named = (en: string, fa: string) => ({ ...common, name: { en, fa } });
  return [
    { ...named("A tenth off", "یک‌دهم تخفیف"), id: "tenth", kind: "percentage-off", percentBp: 1_000 },
    {
      ...named("Delivery on us", "ارسال با ما"),
      id: "delivery",
      kind: "free-shipping",
      maximumShippingMinor: 0,
    },
    {
      ...named("A present", "یک هدیه"),
      id: "present",
      kind: "free-product",
      productId: product.id,
      variantId: null,
      title: product.title,
      quantity: 1,
    },
    { ...named("Credit", "اعتبار"), id: "credit", kind: "store-credit", price: money },
    { ...named("A card", "یک کارت"), id: "card", kind: "gift-card", price: money },
    { ...named("The last one", "آخرین عدد"), id: "last", kind: "amount-off", price: money, stock: 1 },
    {
      ...named("Only for you", "فقط برای شما"),
      id: "personal",
      kind: "percentage-off",
      percentBp: 2_000,
      price: { ...common.price, points: 0 },
      perMember: { times: 1, per: "lifetime" },
      gates: { memberIds: [999_999_999] },
    },
  ];
}

export interface RewardCatalogue {
  /** The store's own id of a product, as a picker finds it. */
  product(shop: ShopId, words: string): Promise<{ readonly id: string; readonly title: string }>;
  add(shop: ShopId, rewards: readonly object[]): Promise<void>;
  /** As it was before the first `add`. */
  restore(): Promise<void>;
}

export async function rewardCatalogue(books: Books): Promise<RewardCatalogue> {
  const before = new Map<ShopId, readonly unknown[]>();
  const { ctx, close } = await secondProcess(0);
  const save = async (shopId: ShopId, change: (rewards: readonly unknown[]) => readonly unknown[]) => {
    const shop = await findShop(books.sql, shopId);
    if (!shop) throw new Error(`no shop ${shopId}`);
    const terms = await ctx.terms(sqlOf(ctx.db), shopId, shop.termsVersion);
    if (!before.has(shopId)) before.set(shopId, terms.rewards);
    const saved = await saveTerms(ctx, {
      shopId,
      terms: { ...terms, rewards: change(terms.rewards) },
      basedOn: shop.termsVersion,
      actor: "test",
    });
    if (!saved.done) throw new Error(`${saved.reason} ${JSON.stringify(saved.details)}`);
  };
  return {
    async product(shop, words) {
      const [found] = await (await ctx.storeFor(shop)).searchCatalogue({ kind: "product", words });
      if (!found) throw new Error(`the store sells nothing called ${words}`);
      return found;
    },
    add: (shop, rewards) => save(shop, (present) => [...present, ...rewards]),
    async restore() {
      for (const [shop, rewards] of before) await save(shop, () => rewards);
      await close();
    },
  };
}
