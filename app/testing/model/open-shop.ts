/** Opens a shop of the product whose terms are the model's rules. */
import type { ShopRow } from "../../db/shops";
import { currency } from "../../loyalty/money";
import { firstTerms } from "../../loyalty/program";
import { installShop } from "../../services/install-shop";
import { saveTerms } from "../../services/save-terms";
import type { TestContext } from "../service-context";
import type { Rules } from "./calendar";
import { insist } from "./insist";

export async function openShop(
  ctx: TestContext,
  { domain, rules }: { domain: string; rules: Rules },
): Promise<ShopRow> {
  const names = {
    platform: "shopify",
    domain,
    name: "Model",
    currency: currency("GBP"),
    locale: "en",
    scopes: "",
  } as const;
  const shop = await insist(() => installShop(ctx, { ...names, timeZone: rules.zone.name }));
  const first = firstTerms("GBP", 100);
  const level = ([id, threshold, multiplierBp]: Rules["tiers"][number]) => ({
    id,
    name: { en: id },
    threshold,
    multiplierBp,
  });
  const [slider] = first.rewards.filter((reward) => reward.id === "slider");
  if (slider?.price.mode !== "slider") throw new Error("the first terms have no slider");
  const terms = {
    ...first,
    earningRules: first.earningRules.map((rule) =>
      rule.kind === "spend"
        ? { ...rule, arguments: { points: 1, perMinor: 100, rounding: "down" as const } }
        : rule,
    ),
    pendingDays: rules.pendingDays,
    pendingFrom: rules.pendingFrom,
    expiry: rules.dying,
    tiers: { metric: "spend" as const, graceDays: rules.graceDays, levels: rules.tiers.map(level) },
    rewards: [{ ...slider, price: { ...slider.price, stepPoints: 5, minPoints: 5 } }],
  };
  let attempts = 0;
  const saved = await insist((attempt) => {
    attempts = attempt;
    return saveTerms(ctx, { shopId: shop.shopId, terms, basedOn: shop.termsVersion, actor: "staff:1" });
  });
  // Whoever was cut off may find that they had saved them.
  if (!saved.done && attempts === 1) throw new Error(`the model's terms were declined: ${saved.reason}`);
  return shop;
}
