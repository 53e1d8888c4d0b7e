/** Lines of an order, its shipping lines, taxes and the discounts that lie on them. */
import { gid } from "../../state/ids";
import { lineGross, lineNet, shippingNet, sumOf } from "../../state/order-totals";
import type {
  DiscountAllocation,
  DiscountValue,
  SandboxOrder,
  SandboxOrderLine,
  SandboxShippingLine,
} from "../../state/types";
import type { ApiNode, Args } from "../connection";
import { productNode, variantNode } from "./product";
import { moneyBag, moneyText, moneyV2, type World } from "./world";

export function applicationNodes(world: World, order: SandboxOrder): ApiNode[] {
  return order.discountApplications.map((application, index) => ({
    ...(application.code === null
      ? { __typename: "AutomaticDiscountApplication", title: application.title }
      : { __typename: "DiscountCodeApplication", code: application.code }),
    index,
    allocationMethod: "ACROSS",
    targetSelection: application.targetSelection.toUpperCase(),
    targetType: application.targetType.toUpperCase(),
    value: valueNode(world, application.value),
  }));
}

function valueNode(world: World, value: DiscountValue): ApiNode {
  if (value.type === "amount") return { __typename: "MoneyV2", ...moneyV2(world, value.amountMinor) };
  const percentage = value.type === "percentage" ? value.bp / 100 : 100;
  return { __typename: "PricingPercentageValue", percentage };
}

function allocationNode(world: World, order: SandboxOrder, allocation: DiscountAllocation): ApiNode {
  return {
    allocatedAmount: moneyV2(world, allocation.amountMinor),
    allocatedAmountSet: moneyBag(world, allocation.amountMinor),
    discountApplication: () => applicationNodes(world, order)[allocation.application],
  };
}

export function taxLineNodes(world: World, order: SandboxOrder, taxMinor: number): ApiNode[] {
  if (taxMinor === 0) return [];
  return [
    {
      title: order.taxTitle,
      rate: order.taxRateBp / 10_000,
      ratePercentage: order.taxRateBp / 100,
      price: moneyText(world, taxMinor),
      priceSet: moneyBag(world, taxMinor),
      channelLiable: false,
      source: null,
    },
  ];
}

/** Discounts that lie on the line itself; a code for the whole order lies on the order. */
function ownDiscount(order: SandboxOrder, line: SandboxOrderLine): number {
  return sumOf(line.allocations, ({ application, amountMinor }) =>
    order.discountApplications[application]?.targetSelection === "entitled" ? amountMinor : 0,
  );
}

export function lineNode(world: World, order: SandboxOrder, line: SandboxOrderLine): ApiNode {
  const bag = (minor: number) => moneyBag(world, minor);
  const gross = lineGross(line);
  const own = ownDiscount(order, line);
  const beforeTaxes = lineNet(line) - (order.taxesIncluded ? line.taxMinor : 0);
  const unit = (minor: number) => Math.round(minor / Math.max(1, line.quantity));
  const found = line.variantId === null ? null : world.store.variant(order.shop, line.variantId);
  return {
    __typename: "LineItem",
    id: gid("LineItem", line.id),
    title: line.title,
    name: line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`,
    variantTitle: line.variantTitle,
    sku: line.sku,
    vendor: world.shop.name,
    quantity: line.quantity,
    currentQuantity: line.currentQuantity,
    refundableQuantity: line.currentQuantity,
    unfulfilledQuantity: line.currentQuantity,
    nonFulfillableQuantity: line.requiresShipping ? 0 : line.currentQuantity,
    isGiftCard: line.giftCard,
    taxable: line.taxable,
    requiresShipping: line.requiresShipping,
    restockable: !line.giftCard,
    merchantEditable: order.cancelledAt === null,
    customAttributes: [],
    duties: [],
    image: null,
    sellingPlan: null,
    contract: null,
    lineItemGroup: null,
    product: () => (found === null ? null : productNode(world, found.product)),
    variant: () => (found === null ? null : variantNode(world, found.product, found.variant)),
    originalUnitPriceSet: bag(line.priceMinor),
    originalUnitPrice: moneyText(world, line.priceMinor),
    originalTotalSet: bag(gross),
    originalTotal: moneyText(world, gross),
    discountedTotalSet: (args: Args) => bag(args.withCodeDiscounts === true ? lineNet(line) : gross - own),
    discountedTotal: moneyText(world, gross - own),
    discountedUnitPriceSet: bag(unit(gross - own)),
    discountedUnitPriceAfterAllDiscountsSet: bag(unit(lineNet(line))),
    priceAfterAllDiscountsBeforeTaxesSet: bag(unit(beforeTaxes)),
    totalDiscountSet: bag(own),
    totalDiscount: moneyText(world, own),
    discountAllocations: line.allocations.map((allocation) => allocationNode(world, order, allocation)),
    taxLines: taxLineNodes(world, order, line.taxMinor),
  };
}

export function shippingLineNode(world: World, order: SandboxOrder, line: SandboxShippingLine): ApiNode {
  const given = sumOf(order.refunds, ({ shippingMinor }) => shippingMinor);
  return {
    __typename: "ShippingLine",
    id: gid("ShippingLine", line.id),
    title: line.title,
    code: line.title,
    source: "shopify",
    custom: false,
    isRemoved: false,
    carrierIdentifier: null,
    deliveryCategory: null,
    phone: null,
    shippingRateHandle: null,
    price: moneyText(world, line.priceMinor),
    originalPriceSet: moneyBag(world, line.priceMinor),
    discountedPriceSet: moneyBag(world, shippingNet(line)),
    currentDiscountedPriceSet: moneyBag(world, shippingNet(line) - given),
    discountAllocations: line.allocations.map((allocation) => allocationNode(world, order, allocation)),
    taxLines: taxLineNodes(world, order, line.taxMinor),
  };
}
