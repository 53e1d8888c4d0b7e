/** The input of a basic discount code, read and judged as Shopify does; what is not emulated is refused by name. */
import { GraphQLError } from "graphql";
import * as z from "zod";
import { idOf } from "../../state/ids";
import { minorOf } from "../../state/money-text";
import type { DiscountValue, SandboxDiscount } from "../../state/types";
import type { World } from "../nodes/world";
import { type UserErrorNode, userError } from "./user-error";

const decimal = z.union([z.string(), z.number()]).transform(String);
const customers = z.object({ add: z.array(z.string()).nullish(), remove: z.array(z.string()).nullish() });

export const basicInput = z.looseObject({
  title: z.string().nullish(),
  code: z.string().nullish(),
  startsAt: z.string().nullish(),
  endsAt: z.string().nullish(),
  usageLimit: z.number().nullish(),
  appliesOncePerCustomer: z.boolean().nullish(),
  recurringCycleLimit: z.number().nullish(),
  tags: z.array(z.string()).nullish(),
  combinesWith: z
    .looseObject({
      orderDiscounts: z.boolean().nullish(),
      productDiscounts: z.boolean().nullish(),
      shippingDiscounts: z.boolean().nullish(),
    })
    .nullish(),
  context: z.looseObject({ all: z.string().nullish(), customers: customers.nullish() }).nullish(),
  customerSelection: z.looseObject({ all: z.boolean().nullish(), customers: customers.nullish() }).nullish(),
  minimumRequirement: z
    .object({
      subtotal: z.object({ greaterThanOrEqualToSubtotal: decimal.nullish() }).nullish(),
      quantity: z.object({ greaterThanOrEqualToQuantity: decimal.nullish() }).nullish(),
    })
    .nullish(),
  customerGets: z
    .looseObject({
      value: z
        .looseObject({
          percentage: z.number().nullish(),
          discountAmount: z
            .object({ amount: decimal.nullish(), appliesOnEachItem: z.boolean().nullish() })
            .nullish(),
        })
        .nullish(),
      items: z
        .looseObject({
          all: z.boolean().nullish(),
          products: z
            .looseObject({
              productsToAdd: z.array(z.string()).nullish(),
              productVariantsToAdd: z.array(z.string()).nullish(),
            })
            .nullish(),
        })
        .nullish(),
    })
    .nullish(),
});
export type BasicInput = z.infer<typeof basicInput>;

const ROOT = "basicCodeDiscount";

export class InputErrors {
  readonly list: UserErrorNode[] = [];
  constructor(private readonly root = ROOT) {}
  add(path: readonly string[], code: string, message: string): void {
    this.list.push(userError([this.root, ...path], code, message));
  }
}

function unsupported(what: string): never {
  throw new GraphQLError(`The sandbox does not emulate ${ROOT}.${what}.`, {
    extensions: { code: "SANDBOX_UNSUPPORTED" },
  });
}

/** null keeps what was there (or has no value); an error is added where the value is no good. */
export function readValue(world: World, input: BasicInput, errors: InputErrors): DiscountValue | null {
  const value = input.customerGets?.value;
  if (value === null || value === undefined) return null;
  if (value.discountOnQuantity) unsupported("customerGets.value.discountOnQuantity");
  const path = ["customerGets", "value"];
  if (value.percentage !== null && value.percentage !== undefined) {
    if (value.percentage <= 0 || value.percentage > 1) {
      errors.add([...path, "percentage"], "VALUE_OUTSIDE_RANGE", "Value must be between 0.0 and 1.0");
    }
    return { type: "percentage", bp: Math.round(value.percentage * 10_000) };
  }
  const amount = minorOf(value.discountAmount?.amount ?? "", world.shop.decimals);
  if (amount === null || amount <= 0) {
    errors.add([...path, "discountAmount", "amount"], "GREATER_THAN", "Amount must be greater than 0");
    return null;
  }
  return {
    type: "amount",
    amountMinor: amount,
    appliesOnEachItem: value.discountAmount?.appliesOnEachItem === true,
  };
}

/** undefined: nothing was said; null: all items. */
export function readItems(input: BasicInput): readonly number[] | null | undefined {
  const items = input.customerGets?.items;
  if (items === null || items === undefined) return undefined;
  if (items.collections) unsupported("customerGets.items.collections");
  if (items.all === true) return null;
  const ids = items.products?.productsToAdd?.map((id) => idOf("Product", id)) ?? [];
  return ids.flatMap((id) => (id === null ? [] : [id]));
}

export function readVariants(input: BasicInput): readonly number[] {
  const ids = input.customerGets?.items?.products?.productVariantsToAdd ?? [];
  return ids.flatMap((id) => idOf("ProductVariant", id) ?? []);
}

/** undefined: nothing was said; null: all customers. */
export function readCustomers(
  world: World,
  input: BasicInput,
  before: SandboxDiscount | null,
  errors: InputErrors,
): readonly number[] | null | undefined {
  const [name, selection] = input.context
    ? ["context", input.context]
    : ["customerSelection", input.customerSelection];
  if (!selection) return undefined;
  if (input.context && input.customerSelection) {
    errors.add(["context"], "TOO_MANY_ARGUMENTS", "Only one of context or customerSelection can be provided");
  }
  if (selection.customerSegments) unsupported(`${name}.customerSegments`);
  if (selection.markets) unsupported(`${name}.markets`);
  if (selection.all === true || selection.all === "ALL") return null;
  const ids = new Set(before?.customerIds ?? []);
  for (const gid of selection.customers?.remove ?? []) ids.delete(idOf("Customer", gid) ?? 0);
  for (const gid of selection.customers?.add ?? []) {
    const id = idOf("Customer", gid);
    if (id !== null && world.store.customer(world.shop.domain, id) !== null) ids.add(id);
    else
      errors.add([String(name), "customers", "add"], "INVALID", `Customer with id: ${id ?? gid} is invalid`);
  }
  return [...ids];
}
