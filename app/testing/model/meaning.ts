/** What a step's numbers mean in the world as it is when its turn comes. Chance is led a little towards where much can go wrong. */
import type { Kin } from "./director";
import { type Family, owes } from "./family";
import { type Known, pick } from "./known";
import type { Step } from "./program";

interface Shop {
  readonly known: Known;
  readonly kin: ReadonlyMap<number, Kin>;
}

const some = (kin: Kin | undefined, holds: (world: Family) => boolean) => kin?.worlds.some(holds) ?? false;

/** Who goes into whom: every other time one who owes points. */
function pairOf({ kept, merged }: Extract<Step, { do: "merge" }>, { kin }: Shop) {
  const owing = [...kin.keys()].filter((one) => some(kin.get(one), (world) => owes(world, one)));
  return { kept, merged: merged % 2 === 0 ? (pick(owing, merged >> 1) ?? merged) : merged };
}

/** The step with what it is about written into it: so it means the same when steps before it are left out. */
export function meant(step: Step, shop: Shop): Step {
  if (step.of !== undefined) return step;
  const { known, kin } = shop;
  const about = (found: { customer: number; id: number } | undefined, of = found?.id) =>
    found ? { ...step, of: of ?? null, customer: found.customer } : { ...step, of: null };
  switch (step.do) {
    case "order": {
      const claim = step.code === null ? undefined : known.claimOf(step.customer, step.code);
      return { ...step, of: claim?.id ?? null };
    }
    case "change":
      return about(known.someOrder(step.order));
    case "again": {
      const order = known.someOrder(step.order);
      return about(order, order && pick(order.made, step.version));
    }
    case "release": {
      const isOpen = (key: string) => (world: Family) => world.claims.get(key)?.state === "open";
      return about(known.someClaim(step.claim, ({ key, customer }) => some(kin.get(customer), isOpen(key))));
    }
    case "undo":
      return about(pick(known.adjustments, step.adjustment));
    case "merge":
      return { ...step, ...pairOf(step, shop), of: null };
    default:
      return step;
  }
}
