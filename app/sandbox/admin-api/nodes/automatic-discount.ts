/** An automatic discount of the app's function as the Admin API shows it, and the list of all discounts in which it stands. */
import { gid } from "../../state/ids";
import type { SandboxAutomatic, SandboxDiscount } from "../../state/types";
import { type ApiNode, type Args, connection } from "../connection";
import { byText, type Searchable, searchTest } from "../search-syntax";
import { appNode } from "./app";
import { codeNode } from "./discount";
import { iso, isoOrNull, type World } from "./world";

export function automaticsOf(world: World): SandboxAutomatic[] {
  const all = world.store.automaticTable.rows().filter(({ shop }) => shop === world.shop.domain);
  return all.sort((a, b) => a.id - b.id);
}

export function automaticStatus({ startsAt, endsAt }: SandboxAutomatic, now: number) {
  if (endsAt !== null && endsAt <= now) return "EXPIRED";
  return startsAt > now ? "SCHEDULED" : "ACTIVE";
}

export function automaticNode(world: World, discount: SandboxAutomatic): ApiNode {
  return {
    __typename: "DiscountAutomaticApp",
    discountId: gid("DiscountAutomaticNode", discount.id),
    title: discount.title,
    status: automaticStatus(discount, world.now),
    discountClasses: discount.discountClasses,
    combinesWith: { ...discount.combinesWith, productDiscountsWithTagsOnSameCartLine: [] },
    startsAt: iso(discount.startsAt),
    endsAt: isoOrNull(discount.endsAt),
    createdAt: iso(discount.createdAt),
    updatedAt: iso(discount.updatedAt),
    asyncUsageCount: 0,
    recurringCycleLimit: 0,
    tags: [],
    appliesOnOneTimePurchase: true,
    appliesOnSubscription: false,
    appDiscountType: () => ({
      app: () => appNode(world),
      appKey: world.apiKey,
      description: null,
      discountClasses: discount.discountClasses,
      functionId: discount.functionHandle,
      title: discount.title,
    }),
  };
}

type Listed = { readonly code: SandboxDiscount } | { readonly automatic: SandboxAutomatic };

const listed: Searchable<Listed> = {
  what: "discounts",
  fields: {
    title: byText((one) => ["code" in one ? one.code.title : one.automatic.title]),
    method: byText((one) => ["code" in one ? "code" : "automatic"]),
  },
  word: (one, value) => ("code" in one ? one.code : one.automatic).title.toLowerCase().includes(value),
};

/** `discountNodes`: codes and automatic discounts together. */
export function allDiscounts(world: World, args: Args): unknown {
  const all: Listed[] = [
    ...automaticsOf(world).map((automatic) => ({ automatic })),
    ...world.store.discounts(world.shop.domain).map((code) => ({ code })),
  ];
  const query = typeof args.query === "string" ? args.query : null;
  return connection(
    all.filter(searchTest(query, listed)),
    args,
    (one) => ("code" in one ? one.code.id : one.automatic.id),
    (one) => ({
      __typename: "DiscountNode",
      id: `gid://shopify/DiscountNode/${"code" in one ? one.code.id : one.automatic.id}`,
      discount: () => ("code" in one ? codeNode(world, one.code) : automaticNode(world, one.automatic)),
    }),
  );
}
