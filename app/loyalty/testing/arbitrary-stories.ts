/**
 * Arbitrary stories of one member's account, and how a law is held against every moment of them. The figures are small and the orders few, so that
 * steps meet: the same order earns twice, a lot expires between a redemption and its release.
 */
import fc from "fast-check";
import { type Scene, type Step, tell } from "./ledger-story";

/** Enough for every pair of steps to meet many times, and fast. */
export const manyStories = { numRuns: 400 };

/** Holds a law against every moment of many stories. */
export function always(law: (scene: Scene) => void): void {
  fc.assert(
    fc.property(arbitraryStory, (steps) => {
      tell(steps, law);
    }),
    manyStories,
  );
}

const amount = fc.integer({ min: 1, max: 300 });
/** Days until a lot's date; below 1 for an order that is heard of when its points are past their date already. */
const valid = fc.option(fc.integer({ min: -3, max: 60 }), { nil: null });
const order = fc.nat(3);
const which = fc.nat(7);

const arbitraryStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("wait" as const), days: fc.integer({ min: 1, max: 30 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("earn" as const),
      order,
      points: amount,
      pending: fc.constantFrom(0, 0, 14),
      valid,
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("refund" as const), order, points: amount }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("redeem" as const), points: amount }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("use-late" as const), points: amount }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("release" as const), which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("return" as const), which, points: amount }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("give" as const), points: amount, valid }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("take" as const), points: amount }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("undo" as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("write-off" as const) }) },
);

export const arbitraryStory: fc.Arbitrary<Step[]> = fc.array(arbitraryStep, { maxLength: 40 });
