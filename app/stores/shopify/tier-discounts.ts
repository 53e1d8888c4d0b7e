/**
 * Tier benefits that are discounts, given by the store itself: one automatic discount runs our function for every cart. Asked again and again it is made once;
 * without benefits it ends. Which tier gives how much stands in members' snapshots and not here, so a change of percentages needs no change of the discount.
 */
import { DISCOUNT_FUNCTION, DISCOUNT_TITLE } from "../../contract/discount-config";
import type { TierDiscount } from "../store";
import { ask, type Line } from "./graphql-client";
import { describeErrors, type UserError } from "./operations/parts";
import {
  createTierDiscount,
  endTierDiscount,
  findTierDiscounts,
  type TierDiscountInput,
  updateTierDiscount,
} from "./operations/tier-discount";

/** Shopify wants a beginning and compares it with a clock of its own: with the present of ours, a clock that is ahead leaves the discount scheduled instead of active. */
const LONG_AGO = "2020-01-01T00:00:00Z";

type DiscountClass = TierDiscountInput["discountClasses"][number];

function classesOf(discounts: readonly TierDiscount[]): DiscountClass[] {
  const classes: DiscountClass[] = [];
  if (discounts.some(({ percentOffBp }) => percentOffBp > 0)) classes.push("ORDER");
  if (discounts.some(({ freeShipping }) => freeShipping)) classes.push("SHIPPING");
  return classes;
}

export async function pushTierDiscounts(line: Line, discounts: readonly TierDiscount[]): Promise<void> {
  const classes = classesOf(discounts);
  const [first, ...spare] = await present(line);
  // Two pushes at once may have made two.
  for (const { id, active } of spare) if (active) await end(line, id);
  if (classes.length === 0) {
    if (first?.active) await end(line, first.id);
    return;
  }
  const input: TierDiscountInput = {
    title: DISCOUNT_TITLE,
    startsAt: LONG_AGO,
    endsAt: null,
    discountClasses: classes,
    // A reward's own combinations decide whether it stands beside a tier's benefit; free shipping never stands beside free shipping.
    combinesWith: {
      orderDiscounts: true,
      productDiscounts: true,
      shippingDiscounts: classes.includes("ORDER"),
    },
  };
  if (!first) {
    const discount = { ...input, functionHandle: DISCOUNT_FUNCTION };
    const { discountAutomaticAppCreate: made } = await ask(line, createTierDiscount, { discount });
    return complain(made.userErrors);
  }
  if (first.active && first.classes.join() === classes.join()) return;
  const { id } = first;
  const { discountAutomaticAppUpdate: changed } = await ask(line, updateTierDiscount, {
    id,
    discount: input,
  });
  complain(changed.userErrors);
}

interface Present {
  readonly id: string;
  readonly active: boolean;
  readonly classes: readonly string[];
}

/** Ours, the active ones first. */
async function present(line: Line): Promise<Present[]> {
  const { discountNodes } = await ask(line, findTierDiscounts, { query: `title:"${DISCOUNT_TITLE}"` });
  const ours = discountNodes.nodes.flatMap(({ discount }): Present[] =>
    discount.discountId !== undefined && discount.title === DISCOUNT_TITLE
      ? [
          {
            id: discount.discountId,
            active: discount.status !== "EXPIRED",
            classes: [...(discount.discountClasses ?? [])].sort(),
          },
        ]
      : [],
  );
  return ours.sort((a, b) => Number(b.active) - Number(a.active));
}

async function end(line: Line, id: string): Promise<void> {
  complain((await ask(line, endTierDiscount, { id })).discountAutomaticDeactivate.userErrors);
}

function complain(errors: readonly UserError[]): void {
  if (errors.length > 0) throw new Error(`Shopify does not give tier benefits: ${describeErrors(errors)}`);
}
