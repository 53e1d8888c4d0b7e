/**
 * The reference model of the people of one shop who have become, or may become, one member: their wallets, orders and claims, and what each act does to them. An act is
 * a moment: it happens wholly before or wholly after any other.
 */
import { copyWallet, type Wallet } from "./wallet";

/** One state of an order, amounts in minor units. */
export interface OrderState {
  readonly version: number;
  readonly status: "paid" | "unpaid" | "cancelled";
  readonly gross: number;
  readonly discount: number;
  readonly refunded: number;
  /** When all of it was handed over. */
  readonly handedOver: number | null;
  /** The claim whose code it carries. */
  readonly claim: string | null;
}

export type Act =
  | {
      readonly act: "hear";
      readonly order: number;
      readonly customer: number;
      readonly placedAt: number;
      readonly state: OrderState;
      readonly sentAt: number;
    }
  | { readonly act: "reserve"; readonly customer: number; readonly claim: string; readonly points: number }
  | { readonly act: "release"; readonly claim: string }
  | { readonly act: "adjust"; readonly wallet: number; readonly key: string; readonly points: number }
  | { readonly act: "undo"; readonly key: string }
  | { readonly act: "merge"; readonly kept: number; readonly merged: number; readonly sentAt: number };

export interface HeardOrder {
  readonly customer: number;
  readonly placedAt: number;
  version: number;
  sentAt: number;
  state: OrderState;
  points: number;
  eligible: number;
  postings: number;
  multiplierBp: number;
}

export interface Claim {
  readonly wallet: number;
  readonly points: number;
  readonly deadline: number;
  state: "open" | "used" | "released";
  releasing: boolean;
  codeDead: boolean;
  usedBy: number | null;
  restored: number;
  debits: string[];
}

export interface Family {
  /** By the customer who was enrolled with it. */
  wallets: Map<number, Wallet>;
  who: Map<number, number>;
  orders: Map<number, HeardOrder>;
  claims: Map<string, Claim>;
  adjustments: Map<string, { readonly wallet: number; readonly points: number; undone: boolean }>;
  /** Orders to be looked at again, because a code has died. */
  unsettled: Set<number>;
}

export const noFamily = (): Family => ({
  wallets: new Map(),
  who: new Map(),
  orders: new Map(),
  claims: new Map(),
  adjustments: new Map(),
  unsettled: new Set(),
});

export const owes = ({ who, wallets }: Family, customer: number): boolean =>
  (wallets.get(who.get(customer) ?? -1)?.debts.length ?? 0) > 0;

const copyMap = <Key, Value>(map: ReadonlyMap<Key, Value>, copy: (value: Value) => Value) =>
  new Map([...map].map(([key, value]) => [key, copy(value)]));

export const copyFamily = (family: Family): Family => ({
  wallets: copyMap(family.wallets, copyWallet),
  who: new Map(family.who),
  orders: copyMap(family.orders, (order) => ({ ...order })),
  claims: copyMap(family.claims, (claim) => ({ ...claim, debits: [...claim.debits] })),
  adjustments: copyMap(family.adjustments, (one) => ({ ...one })),
  unsettled: new Set(family.unsettled),
});

export const must = <Value>(value: Value | undefined): Value => {
  if (value === undefined) throw new Error("the model was asked about something that is not there");
  return value;
};
