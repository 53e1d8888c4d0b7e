/** What becomes of an order, state by state, and how it is said. */
import type { OrderState } from "./family";
import type { Step } from "./program";

const money = (minor: number) => `£${(minor / 100).toFixed(2)}`;

export function wordsOf({ status, gross, discount, refunded, claim, handedOver }: OrderState): string {
  const code = claim === null ? "" : ` with the code of ${claim}, ${money(discount)} off`;
  const back = refunded === 0 ? "" : `, ${money(refunded)} refunded`;
  const given =
    handedOver === null ? "" : `, handed over on ${new Date(handedOver).toISOString().slice(0, 10)}`;
  return `${status}, ${money(gross)}${code}${back}${given}`;
}

type Change = Pick<Extract<Step, { do: "change" }>, "to" | "part">;

export function changed(state: OrderState, { to, part }: Change, at: number): OrderState {
  const paid = state.gross - state.discount;
  switch (to) {
    case "refund":
      return { ...state, refunded: Math.min(paid, state.refunded + Math.floor((paid * part) / 12)) };
    case "return-all":
      return { ...state, refunded: paid };
    case "cancel":
      return { ...state, status: "cancelled" };
    case "revive":
      return { ...state, status: "paid", refunded: 0 };
    case "more":
      return { ...state, status: "paid", gross: state.gross + part * 100 };
    case "hand-over":
      return { ...state, handedOver: Math.floor(at / 1_000) * 1_000 };
    case "recall":
      return { ...state, handedOver: null };
    case "without-code":
      return { ...state, claim: null, discount: 0, refunded: 0 };
  }
}
