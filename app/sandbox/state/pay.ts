/** What an order is paid with: a gift card first, then store credit if the shopper wants it, and the sandbox's own card for the rest. */
import { creditOf, giftCardByCode, moveCredit } from "./balances";
import type { SandboxStore } from "./store";
import type { Gateway, SandboxCustomer, SandboxPayment, SandboxShop } from "./types";

export interface PayWith {
  readonly credit: boolean;
  readonly giftCard: string | null;
}

interface Bill {
  readonly shop: SandboxShop;
  readonly customer: SandboxCustomer | null;
  readonly orderId: number;
  readonly totalMinor: number;
  readonly payWith: PayWith;
}

export function payFor(
  store: SandboxStore,
  { shop, customer, orderId, totalMinor, payWith }: Bill,
): SandboxPayment[] {
  const payments: SandboxPayment[] = [];
  let left = totalMinor;
  const pay = (gateway: Gateway, amountMinor: number) => {
    if (amountMinor <= 0) return;
    payments.push({ gateway, id: store.nextId("payment", 6_900_000_000_001), at: store.now(), amountMinor });
    left -= amountMinor;
  };
  const card = payWith.giftCard === null ? null : giftCardByCode(store, shop, payWith.giftCard);
  if (card !== null) {
    const taken = Math.min(card.balanceMinor, left);
    store.giftCardTable.put({ ...card, balanceMinor: card.balanceMinor - taken, updatedAt: store.now() });
    pay("gift_card", taken);
  }
  if (customer !== null && payWith.credit) {
    const taken = Math.min(creditOf(store, customer), left);
    if (taken > 0) moveCredit(store, customer, { amountMinor: -taken, event: "ORDER_PAYMENT", orderId });
    pay("shopify_store_credit", taken);
  }
  pay("bogus", left);
  return payments;
}
