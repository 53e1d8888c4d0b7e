/** Money that a shopper has in the shop: store credit, and gift cards. Both pay at the checkout; neither is a discount. */

export type CreditEvent = "ADJUSTMENT" | "ORDER_PAYMENT" | "ORDER_REFUND";

/** One movement of a customer's store credit; the balance is their sum. */
export interface CreditMovement {
  readonly id: number;
  readonly shop: string;
  readonly customerId: number;
  /** Below zero: spent. */
  readonly amountMinor: number;
  readonly event: CreditEvent;
  readonly orderId: number | null;
  readonly at: number;
}

export interface SandboxGiftCard {
  readonly id: number;
  readonly shop: string;
  /** Lower case, without what parts its groups. */
  readonly code: string;
  readonly customerId: number | null;
  readonly initialMinor: number;
  readonly balanceMinor: number;
  readonly note: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}
