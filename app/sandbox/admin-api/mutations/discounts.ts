/** Making, changing, ending and deleting discount codes, with Shopify's user errors. */
import { gid, idOf } from "../../state/ids";
import { minorOf } from "../../state/money-text";
import type { SandboxDiscount } from "../../state/types";
import type { ApiNode, Args } from "../connection";
import { discountNode } from "../nodes/discount";
import type { World } from "../nodes/world";
import {
  type BasicInput,
  basicInput,
  InputErrors,
  readCustomers,
  readItems,
  readValue,
  readVariants,
} from "./discount-input";
import { userError } from "./user-error";

export function discountCodeBasicCreate(world: World, args: Args): ApiNode {
  const input = basicInput.parse(args.basicCodeDiscount);
  const errors = new InputErrors();
  if (!input.title?.trim()) errors.add(["title"], "BLANK", "Title can't be blank");
  if (!input.startsAt) errors.add(["startsAt"], "BLANK", "Starts at can't be blank");
  if (!input.customerGets) errors.add(["customerGets"], "BLANK", "Customer gets can't be blank");
  if (!input.context && !input.customerSelection) {
    errors.add(["customerSelection"], "BLANK", "Customer selection can't be blank");
  }
  const discount = merged(world, newDiscount(world), input, errors);
  return written(world, discount, errors);
}

export function discountCodeBasicUpdate(world: World, args: Args): ApiNode {
  const before = found(world, args);
  if (before === null) return missing();
  const errors = new InputErrors();
  const discount = merged(world, before, basicInput.parse(args.basicCodeDiscount), errors);
  return written(world, discount, errors);
}

export function discountCodeDeactivate(world: World, args: Args): ApiNode {
  const before = found(world, args);
  if (before === null) return missing();
  const ended = before.endsAt !== null && before.endsAt <= world.now;
  return written(
    world,
    ended ? before : { ...before, endsAt: world.now, updatedAt: world.now },
    new InputErrors(),
  );
}

export function discountCodeActivate(world: World, args: Args): ApiNode {
  const before = found(world, args);
  if (before === null) return missing();
  const startsAt = Math.min(before.startsAt, world.now);
  const endsAt = before.endsAt !== null && before.endsAt <= world.now ? null : before.endsAt;
  return written(world, { ...before, startsAt, endsAt, updatedAt: world.now }, new InputErrors());
}

export function discountCodeDelete(world: World, args: Args): ApiNode {
  const before = found(world, args);
  if (before === null) return { deletedCodeDiscountId: null, userErrors: missing().userErrors };
  world.store.removeDiscount(before);
  return { deletedCodeDiscountId: gid("DiscountCodeNode", before.id), userErrors: [] };
}

export function found(world: World, args: Args): SandboxDiscount | null {
  const id = idOf("DiscountCodeNode", String(args.id));
  return id === null ? null : world.store.discount(world.shop.domain, id);
}

export const missing = () => ({
  codeDiscountNode: null,
  userErrors: [userError(["id"], "INVALID", "Code discount does not exist.")],
});

export function written(world: World, discount: SandboxDiscount, errors: InputErrors): ApiNode {
  if (errors.list.length > 0) return { codeDiscountNode: null, userErrors: errors.list };
  world.store.putDiscount(discount);
  return { codeDiscountNode: discountNode(world, discount), userErrors: [] };
}

export function newDiscount(world: World): SandboxDiscount {
  return {
    id: world.store.nextId("discount", 1_520_000_000_001),
    shop: world.shop.domain,
    title: "",
    code: "",
    codeId: world.store.nextId("redeem-code", 19_400_000_000_001),
    discountClass: "ORDER",
    value: { type: "amount", amountMinor: 0, appliesOnEachItem: false },
    productIds: null,
    customerIds: null,
    startsAt: world.now,
    endsAt: null,
    usageLimit: null,
    appliesOncePerCustomer: false,
    minimumSubtotalMinor: null,
    minimumQuantity: null,
    combinesWith: { orderDiscounts: false, productDiscounts: false, shippingDiscounts: false },
    tags: [],
    uses: [],
    byApp: true,
    createdAt: world.now,
    updatedAt: world.now,
  };
}

/** What the input says over what was there; `null` clears, nothing keeps. */
export function merged(
  world: World,
  before: SandboxDiscount,
  input: BasicInput,
  errors: InputErrors,
): SandboxDiscount {
  const productIds = readItems(input);
  const customerIds = readCustomers(world, input, before, errors);
  const items = productIds === undefined ? before.productIds : productIds;
  const next: SandboxDiscount = {
    ...before,
    title: input.title ?? before.title,
    code: input.code?.trim() ?? before.code,
    value: readValue(world, input, errors) ?? before.value,
    productIds: items,
    variantIds: items === before.productIds ? (before.variantIds ?? []) : readVariants(input),
    discountClass: items === null ? "ORDER" : "PRODUCT",
    customerIds: customerIds === undefined ? before.customerIds : customerIds,
    startsAt: timeOf(input.startsAt) ?? before.startsAt,
    endsAt: input.endsAt === undefined ? before.endsAt : timeOf(input.endsAt),
    usageLimit: input.usageLimit === undefined ? before.usageLimit : input.usageLimit,
    appliesOncePerCustomer: input.appliesOncePerCustomer ?? before.appliesOncePerCustomer,
    ...minimumOf(world, input, before, errors),
    combinesWith: {
      orderDiscounts: input.combinesWith?.orderDiscounts ?? before.combinesWith.orderDiscounts,
      productDiscounts: input.combinesWith?.productDiscounts ?? before.combinesWith.productDiscounts,
      shippingDiscounts: input.combinesWith?.shippingDiscounts ?? before.combinesWith.shippingDiscounts,
    },
    tags: input.tags ?? before.tags,
    updatedAt: world.now,
  };
  judge(world, next, errors);
  return next;
}

function judge(world: World, next: SandboxDiscount, errors: InputErrors): void {
  if (next.code === "") errors.add(["code"], "BLANK", "Code can't be blank");
  if (next.code.length > 255)
    errors.add(["code"], "TOO_LONG", "Code is too long (maximum is 255 characters)");
  const other = world.store.discountByCode(world.shop.domain, next.code);
  if (other !== null && other.id !== next.id) {
    errors.add(["code"], "TAKEN", "Code must be unique. Please try a different code.");
  }
  if (next.endsAt !== null && next.endsAt <= next.startsAt) {
    errors.add(["endsAt"], "END_DATE_BEFORE_START_DATE", "Ends at needs to be after starts_at");
  }
  if (next.usageLimit !== null && next.usageLimit <= 0) {
    errors.add(["usageLimit"], "GREATER_THAN", "Usage limit must be greater than 0");
  }
}

function minimumOf(world: World, input: BasicInput, before: SandboxDiscount, errors: InputErrors) {
  const { minimumSubtotalMinor, minimumQuantity } = before;
  if (input.minimumRequirement === undefined) return { minimumSubtotalMinor, minimumQuantity };
  const subtotal = input.minimumRequirement?.subtotal?.greaterThanOrEqualToSubtotal ?? null;
  const quantity = input.minimumRequirement?.quantity?.greaterThanOrEqualToQuantity ?? null;
  if (subtotal !== null && quantity !== null) {
    const message = "Minimum subtotal and minimum quantity can't both be present";
    errors.add(["minimumRequirement"], "MINIMUM_SUBTOTAL_AND_QUANTITY_RANGE_BOTH_PRESENT", message);
  }
  return {
    minimumSubtotalMinor: subtotal === null ? null : minorOf(subtotal, world.shop.decimals),
    minimumQuantity: quantity === null ? null : Number(quantity),
  };
}

function timeOf(text: string | null | undefined): number | null {
  const at = text === null || text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? null : at;
}
