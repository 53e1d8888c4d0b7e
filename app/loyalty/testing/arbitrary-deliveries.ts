/**
 * Arbitrary deliveries: any states of a few orders, stamped so that they can be put in order, delivered in any order, any number of times and
 * in any batches. The states of one order need not follow from each other: what holds for any states holds for real ones.
 */
import fc from "fast-check";
import { instant, orderId } from "../brand";
import { arbitraryPlan, rewardCode } from "./arbitrary-orders";
import { anOrder, type OrderPlan } from "./cast";
import type { Received } from "./desk";

interface Stamped {
  readonly plan: OrderPlan;
  readonly order: number;
  readonly updatedAt: number;
  readonly customer: string | null;
}

const stamped = (customers: fc.Arbitrary<string | null>): fc.Arbitrary<Stamped> =>
  fc.record({
    plan: arbitraryPlan,
    order: fc.constantFrom(...orders),
    updatedAt: fc.nat(4),
    customer: customers,
  });

/** A code is used by one order only, so every order has its own. */
export const codeOf = (order: number) => `${rewardCode}-${order}`;
export const orders = [0, 1, 2] as const;

function withOwnCode(plan: OrderPlan, order: number): OrderPlan {
  const own = (code: string | null) => (code === rewardCode ? codeOf(order) : code);
  const lines = plan.lines.map((line) => ({
    ...line,
    discounts: (line.discounts ?? []).map(({ code, amount }) => ({ code: own(code), amount })),
  }));
  return { ...plan, lines };
}

/** Stores stamp whole seconds, so states of one order may share a stamp; the index stands for the event's own moment. */
function received({ plan, order, updatedAt, customer }: Stamped, index: number): Received {
  const state = anOrder({ ...withOwnCode(plan, order), customer, orderId: orderId(`600${order}`) });
  return {
    order: { ...state, updatedAt: instant(state.placedAt + updatedAt * 1_000) },
    revision: { updatedAt: instant(updatedAt), triggeredAt: instant(index), digest: String(index) },
  };
}

export function arbitraryStates(
  customers: fc.Arbitrary<string | null> = fc.constant("501"),
): fc.Arbitrary<Received[]> {
  return fc.array(stamped(customers), { minLength: 1, maxLength: 8 }).map((states) => states.map(received));
}

/** The same states, shuffled, some of them twice, cut into batches. */
export function deliveriesOf(states: readonly Received[]): fc.Arbitrary<Received[][]> {
  const again = fc.subarray([...states]);
  return again
    .chain((twice) => {
      const all = [...states, ...twice];
      return fc.shuffledSubarray(all, { minLength: all.length });
    })
    .chain((shuffled) =>
      fc
        .array(fc.nat(3), { minLength: shuffled.length, maxLength: shuffled.length })
        .map((cuts) => batches(shuffled, cuts)),
    );
}

function batches(states: readonly Received[], cuts: readonly number[]): Received[][] {
  const all: Received[][] = [[]];
  for (const [index, state] of states.entries()) {
    if (cuts[index] === 0) all.push([]);
    all.at(-1)?.push(state);
  }
  return all;
}

/** States and one way in which they arrive. */
export const arbitraryDelivery = (customers?: fc.Arbitrary<string | null>) =>
  arbitraryStates(customers).chain((states) =>
    deliveriesOf(states).map((deliveries) => ({ states, deliveries })),
  );
