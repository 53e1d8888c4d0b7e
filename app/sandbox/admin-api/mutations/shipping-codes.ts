/** Making and changing codes that make the delivery free. What they share with other codes is read the same way. */
import * as z from "zod";
import { minorOf } from "../../state/money-text";
import type { DiscountValue, SandboxDiscount } from "../../state/types";
import type { ApiNode, Args } from "../connection";
import type { World } from "../nodes/world";
import { basicInput, InputErrors } from "./discount-input";
import { found, merged, missing, newDiscount, written } from "./discounts";

const ROOT = "freeShippingCodeDiscount";
const shippingInput = z.looseObject({
  maximumShippingPrice: z.union([z.string(), z.number()]).transform(String).nullish(),
  destination: z.looseObject({ all: z.boolean().nullish() }).nullish(),
});

export function discountCodeFreeShippingCreate(world: World, args: Args): ApiNode {
  const input = basicInput.parse(args[ROOT]);
  const errors = new InputErrors(ROOT);
  if (!input.title?.trim()) errors.add(["title"], "BLANK", "Title can't be blank");
  if (!input.startsAt) errors.add(["startsAt"], "BLANK", "Starts at can't be blank");
  if (!input.context && !input.customerSelection)
    errors.add(["customerSelection"], "BLANK", "Customer selection can't be blank");
  if (shippingInput.parse(args[ROOT]).destination?.all !== true)
    errors.add(["destination"], "BLANK", "Destination can't be blank");
  return shippingCode(world, newDiscount(world), args, errors);
}

export function discountCodeFreeShippingUpdate(world: World, args: Args): ApiNode {
  const before = found(world, args);
  if (before === null || before.discountClass !== "SHIPPING") return missing();
  return shippingCode(world, before, args, new InputErrors(ROOT));
}

function shippingCode(world: World, before: SandboxDiscount, args: Args, errors: InputErrors): ApiNode {
  const common = merged(world, before, basicInput.parse(args[ROOT]), errors);
  if (common.combinesWith.shippingDiscounts)
    errors.add(
      ["combinesWith"],
      "INVALID_COMBINES_WITH_FOR_DISCOUNT_CLASS",
      "The combinesWith settings are invalid for the discount class.",
    );
  const value = worthOf(world, before, args);
  return written(world, { ...common, value, productIds: null, discountClass: "SHIPPING" }, errors);
}

function worthOf(world: World, before: SandboxDiscount, args: Args): DiscountValue {
  const { maximumShippingPrice: most } = shippingInput.parse(args[ROOT]);
  if (most === undefined && before.value.type === "free-shipping") return before.value;
  return { type: "free-shipping", maximumMinor: most ? minorOf(most, world.shop.decimals) : null };
}
