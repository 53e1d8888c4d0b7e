/** What is done in a program, and how it is told. */
import type { Act, OrderState } from "./family";
import { wordsOf } from "./order-states";

export interface Deed {
  readonly act: Act;
  /** Sent or asked twice at the same moment. */
  readonly twice: boolean;
  readonly says: string;
}

export interface KnownOrder {
  readonly number: number;
  readonly customer: number;
  readonly placedAt: number;
  readonly states: OrderState[];
}

export function heard(order: KnownOrder, state: OrderState, { at, twice }: { at: number; twice: boolean }) {
  const { number, customer, placedAt } = order;
  const [placed, today] = [placedAt, at].map((one) => new Date(one).toISOString().slice(0, 10));
  const when = placed === today ? "" : ` of ${placed}`;
  const says = `order ${number} of customer ${customer}${when} is heard of at version ${state.version}: ${wordsOf(state)}`;
  return {
    act: { act: "hear", order: number, customer, placedAt, state, sentAt: at } as const,
    twice,
    says,
    customer,
  };
}
