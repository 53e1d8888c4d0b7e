/** A discount code as the Admin API shows it: who may use it, on what, how often, until when. */
import { discountStatus } from "../../state/discounts";
import { gid } from "../../state/ids";
import { graphqlAmount, moneyText as shownMoney } from "../../state/money-text";
import type { DiscountValue, SandboxDiscount } from "../../state/types";
import { type ApiNode, type Args, connection } from "../connection";
import { byNumber, byText, byTime, type Searchable } from "../search-syntax";
import { appNode } from "./app";
import { customerNode } from "./customer";
import { metafieldFields } from "./metafield";
import { productNode } from "./product";
import { iso, isoOrNull, moneyV2, type World } from "./world";

export function discountNode(world: World, discount: SandboxDiscount): ApiNode {
  const id = gid("DiscountCodeNode", discount.id);
  return {
    __typename: "DiscountCodeNode",
    id,
    codeDiscount: () => codeNode(world, discount),
    ...metafieldFields(world, id),
  };
}

/** As the union of all discounts has it. */
export function codeNode(world: World, discount: SandboxDiscount): ApiNode {
  const { value } = discount;
  const common = commonNode(world, discount);
  if (value.type !== "free-shipping")
    return {
      __typename: "DiscountCodeBasic",
      ...common,
      customerGets: () => getsNode(world, discount, value),
    };
  return {
    __typename: "DiscountCodeFreeShipping",
    ...common,
    destinationSelection: { __typename: "DiscountCountryAll", allCountries: true },
    maximumShippingPrice: value.maximumMinor === null ? null : moneyV2(world, value.maximumMinor),
    appliesOnOneTimePurchase: true,
    appliesOnSubscription: false,
  };
}

function commonNode(world: World, discount: SandboxDiscount): ApiNode {
  return {
    title: discount.title,
    status: discountStatus(discount, world.now),
    startsAt: iso(discount.startsAt),
    endsAt: isoOrNull(discount.endsAt),
    createdAt: iso(discount.createdAt),
    updatedAt: iso(discount.updatedAt),
    usageLimit: discount.usageLimit,
    appliesOncePerCustomer: discount.appliesOncePerCustomer,
    asyncUsageCount: discount.uses.length,
    recurringCycleLimit: null,
    hasTimelineComment: false,
    tags: discount.tags,
    totalSales: null,
    shareableUrls: [],
    discountClasses: [discount.discountClass],
    discountClass: discount.discountClass,
    combinesWith: { ...discount.combinesWith, productDiscountsWithTagsOnSameCartLine: [] },
    codesCount: { count: 1, precision: "EXACT" },
    codes: (args: Args) =>
      connection(
        [discount],
        args,
        ({ codeId }) => codeId,
        (row) => redeemCodeNode(world, row),
      ),
    context: () => contextNode(world, discount),
    customerSelection: () => selectionNode(world, discount),
    minimumRequirement: () => minimumNode(world, discount),
    summary: summaryOf(world, discount),
    shortSummary: shortSummaryOf(world, discount),
  };
}

function redeemCodeNode(world: World, discount: SandboxDiscount): ApiNode {
  return {
    id: gid("DiscountRedeemCode", discount.codeId),
    code: discount.code,
    asyncUsageCount: discount.uses.length,
    createdBy: () => (discount.byApp ? appNode(world) : null),
  };
}

function boundCustomers(world: World, discount: SandboxDiscount): ApiNode[] {
  return (discount.customerIds ?? []).flatMap((id) => {
    const customer = world.store.customer(discount.shop, id);
    return customer === null ? [] : [customerNode(world, customer)];
  });
}

function contextNode(world: World, discount: SandboxDiscount): ApiNode {
  if (discount.customerIds === null) return { __typename: "DiscountBuyerSelectionAll", all: "ALL" };
  return { __typename: "DiscountCustomers", customers: () => boundCustomers(world, discount) };
}

function selectionNode(world: World, discount: SandboxDiscount): ApiNode {
  if (discount.customerIds === null) return { __typename: "DiscountCustomerAll", allCustomers: true };
  return { __typename: "DiscountCustomers", customers: () => boundCustomers(world, discount) };
}

type MoneyOff = Exclude<DiscountValue, { type: "free-shipping" }>;

function getsNode(world: World, discount: SandboxDiscount, value: MoneyOff): ApiNode {
  const { productIds } = discount;
  return {
    appliesOnOneTimePurchase: true,
    appliesOnSubscription: false,
    value:
      value.type === "amount"
        ? {
            __typename: "DiscountAmount",
            amount: moneyV2(world, value.amountMinor),
            appliesOnEachItem: value.appliesOnEachItem,
          }
        : { __typename: "DiscountPercentage", percentage: value.bp / 10_000 },
    items:
      productIds === null
        ? { __typename: "AllDiscountItems", allItems: true }
        : {
            __typename: "DiscountProducts",
            products: (args: Args) =>
              connection(
                world.store.products(discount.shop).filter(({ id }) => productIds.includes(id)),
                args,
                ({ id }) => id,
                (product) => productNode(world, product),
              ),
          },
  };
}

function minimumNode(world: World, discount: SandboxDiscount): ApiNode | null {
  if (discount.minimumSubtotalMinor !== null) {
    return {
      __typename: "DiscountMinimumSubtotal",
      greaterThanOrEqualToSubtotal: moneyV2(world, discount.minimumSubtotalMinor),
    };
  }
  if (discount.minimumQuantity !== null) {
    return {
      __typename: "DiscountMinimumQuantity",
      greaterThanOrEqualToQuantity: String(discount.minimumQuantity),
    };
  }
  return null;
}

function shortSummaryOf(world: World, discount: SandboxDiscount): string {
  const { value } = discount;
  if (value.type === "free-shipping") return "Free shipping";
  const worth =
    value.type === "amount"
      ? shownMoney(value.amountMinor, world.shop, "en")
      : `${graphqlAmount(value.bp, 2).replace(/\.0$/, "")}%`;
  return `${worth} off ${discount.productIds === null ? "entire order" : `${discount.productIds.length} products`}`;
}

function summaryOf(world: World, discount: SandboxDiscount): string {
  const parts = [shortSummaryOf(world, discount)];
  if (discount.minimumSubtotalMinor !== null) {
    parts.push(`Minimum purchase of ${shownMoney(discount.minimumSubtotalMinor, world.shop, "en")}`);
  }
  if (discount.customerIds !== null) parts.push(`For ${discount.customerIds.length} customer(s)`);
  if (discount.appliesOncePerCustomer) parts.push("One use per customer");
  return parts.join(" • ");
}

const discountTypes = {
  amount: "fixed_amount",
  percentage: "percentage",
  "free-shipping": "free_shipping",
} as const;

export const discountSearch = (now: number): Searchable<SandboxDiscount> => ({
  what: "discounts",
  fields: {
    id: byNumber(({ id }) => id),
    code: byText(({ code }) => [code]),
    title: byText(({ title }) => [title]),
    status: byText((discount) => [discountStatus(discount, now)]),
    starts_at: byTime(({ startsAt }) => startsAt),
    ends_at: byTime(({ endsAt }) => endsAt ?? Number.POSITIVE_INFINITY),
    created_at: byTime(({ createdAt }) => createdAt),
    updated_at: byTime(({ updatedAt }) => updatedAt),
    times_used: byNumber(({ uses }) => uses.length),
    discount_type: byText(({ value }) => ["all", discountTypes[value.type]]),
    tag: byText(({ tags }) => tags),
  },
  word: (discount, value) =>
    [discount.code, discount.title].some((text) => text.toLowerCase().includes(value)),
});
