/** Store credit and gift cards: how much a shopper has, and what an order takes of it. */
import type { SandboxStore } from "./store";
import type { CreditEvent, CreditMovement, SandboxCustomer, SandboxGiftCard, SandboxShop } from "./types";

/** Newest first. */
export function creditMovements(store: SandboxStore, customer: SandboxCustomer): CreditMovement[] {
  return store.creditTable
    .group(String(customer.id), ({ customerId }) => String(customerId))
    .sort((a, b) => b.id - a.id);
}

export function creditOf(store: SandboxStore, customer: SandboxCustomer): number {
  return creditMovements(store, customer).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}

interface Movement {
  readonly amountMinor: number;
  readonly event: CreditEvent;
  readonly orderId?: number;
}

export function moveCredit(
  store: SandboxStore,
  customer: SandboxCustomer,
  { amountMinor, event, orderId }: Movement,
): CreditMovement {
  const movement: CreditMovement = {
    id: store.nextId("credit", 8_800_000_000_001),
    shop: customer.shop,
    customerId: customer.id,
    amountMinor,
    event,
    orderId: orderId ?? null,
    at: store.now(),
  };
  store.creditTable.put(movement);
  return movement;
}

export const plainCode = (code: string): string => code.replace(/[^A-Za-z0-9]/g, "").toLowerCase();

export function giftCards(store: SandboxStore, shop: string): SandboxGiftCard[] {
  return store.giftCardTable.rows().filter((card) => card.shop === shop);
}

export function giftCardByCode(store: SandboxStore, shop: SandboxShop, code: string): SandboxGiftCard | null {
  const wanted = plainCode(code);
  return giftCards(store, shop.domain).find((card) => card.code === wanted) ?? null;
}
