/** Making, changing and ending the automatic discount of one of the app's functions. */
import * as z from "zod";
import { readFunctions } from "../../functions/deployed";
import { idOf } from "../../state/ids";
import type { SandboxAutomatic } from "../../state/types";
import type { ApiNode, Args } from "../connection";
import { automaticNode, automaticsOf } from "../nodes/automatic-discount";
import type { World } from "../nodes/world";
import { userError } from "./user-error";

const ROOT = "automaticAppDiscount";

const combinations = z.looseObject({
  orderDiscounts: z.boolean().nullish(),
  productDiscounts: z.boolean().nullish(),
  shippingDiscounts: z.boolean().nullish(),
});
const input = z.looseObject({
  title: z.string().nullish(),
  functionHandle: z.string().nullish(),
  startsAt: z.string().nullish(),
  endsAt: z.string().nullish(),
  discountClasses: z.array(z.enum(["ORDER", "PRODUCT", "SHIPPING"])).nullish(),
  combinesWith: combinations.nullish(),
});

const refused = (field: string, code: string, message: string): ApiNode => ({
  automaticAppDiscount: null,
  userErrors: [userError([ROOT, field], code, message)],
});

export function discountAutomaticAppCreate(world: World, args: Args): ApiNode {
  const wish = input.parse(args[ROOT]);
  const handle = wish.functionHandle ?? "";
  if (handle === "")
    return refused("functionHandle", "MISSING_FUNCTION_IDENTIFIER", "Function ID or handle is required.");
  if (!readFunctions().some((deployed) => deployed.handle === handle))
    return refused("functionHandle", "INVALID", `Function ${handle} not found.`);
  const before: SandboxAutomatic = {
    id: world.store.nextId("automatic-discount", 1_620_000_000_001),
    shop: world.shop.domain,
    title: "",
    functionHandle: handle,
    discountClasses: [],
    combinesWith: { orderDiscounts: false, productDiscounts: false, shippingDiscounts: false },
    startsAt: world.now,
    endsAt: null,
    createdAt: world.now,
    updatedAt: world.now,
  };
  return written(world, before, wish);
}

export function discountAutomaticAppUpdate(world: World, args: Args): ApiNode {
  const before = found(world, args);
  if (before === null) return refused("id", "INVALID", "Discount does not exist.");
  return written(world, before, input.parse(args[ROOT]));
}

export function discountAutomaticDeactivate(world: World, args: Args): ApiNode {
  const before = found(world, args);
  if (before === null)
    return {
      automaticDiscountNode: null,
      userErrors: [userError(["id"], "INVALID", "Discount does not exist.")],
    };
  world.store.automaticTable.put({ ...before, endsAt: world.now, updatedAt: world.now });
  return { automaticDiscountNode: null, userErrors: [] };
}

function found(world: World, args: Args): SandboxAutomatic | null {
  const id = idOf("DiscountAutomaticNode", String(args.id));
  return automaticsOf(world).find((discount) => discount.id === id) ?? null;
}

function written(world: World, before: SandboxAutomatic, wish: z.infer<typeof input>): ApiNode {
  const discountClasses = wish.discountClasses ?? before.discountClasses;
  const combinesWith = {
    orderDiscounts: wish.combinesWith?.orderDiscounts ?? before.combinesWith.orderDiscounts,
    productDiscounts: wish.combinesWith?.productDiscounts ?? before.combinesWith.productDiscounts,
    shippingDiscounts: wish.combinesWith?.shippingDiscounts ?? before.combinesWith.shippingDiscounts,
  };
  if (!wish.title?.trim() && before.title === "") return refused("title", "BLANK", "Title can't be blank");
  if (discountClasses.length === 0)
    return refused("discountClasses", "BLANK", "Discount classes can't be blank");
  if (combinesWith.shippingDiscounts && discountClasses.every((one) => one === "SHIPPING"))
    return refused(
      "combinesWith",
      "INVALID_COMBINES_WITH_FOR_DISCOUNT_CLASS",
      "The combinesWith settings are invalid for the discount class.",
    );
  const timeOf = (text: string | null | undefined, fallback: number | null) =>
    text === undefined ? fallback : text === null ? null : Date.parse(text);
  const discount: SandboxAutomatic = {
    ...before,
    title: wish.title ?? before.title,
    discountClasses,
    combinesWith,
    startsAt: timeOf(wish.startsAt, before.startsAt) ?? world.now,
    endsAt: timeOf(wish.endsAt, before.endsAt),
    updatedAt: world.now,
  };
  world.store.automaticTable.put(discount);
  return { automaticAppDiscount: automaticNode(world, discount), userErrors: [] };
}
