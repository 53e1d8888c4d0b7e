/** Store credit accounts with their movements, and gift cards, as the Admin API shows them. */
import { creditMovements, creditOf, giftCards } from "../../state/balances";
import { gid } from "../../state/ids";
import type { CreditMovement, SandboxCustomer, SandboxGiftCard } from "../../state/types";
import { type ApiNode, type Args, connection } from "../connection";
import { byNumber, byText, type Searchable } from "../search-syntax";
import { customerNode } from "./customer";
import { iso, moneyV2, type World } from "./world";

/** One account in the shop's currency, once anything moved in it. */
export function creditAccounts(world: World, customer: SandboxCustomer, args: Args): unknown {
  const there = creditMovements(world.store, customer).length > 0;
  return connection(
    there ? [customer] : [],
    args,
    ({ id }) => id,
    (owner) => accountNode(world, owner),
  );
}

export function accountNode(world: World, customer: SandboxCustomer): ApiNode {
  return {
    __typename: "StoreCreditAccount",
    id: gid("StoreCreditAccount", customer.id),
    balance: () => moneyV2(world, creditOf(world.store, customer)),
    owner: () => customerNode(world, customer),
    transactions: (args: Args) => {
      const { reverse, ...rest } = args;
      const movements = creditMovements(world.store, customer);
      const ordered = reverse === true ? movements : [...movements].reverse();
      return connection(
        ordered,
        rest,
        ({ id }) => id,
        (movement) => movementNode(world, customer, movement),
      );
    },
  };
}

export function movementNode(world: World, customer: SandboxCustomer, movement: CreditMovement): ApiNode {
  const credit = movement.amountMinor > 0;
  const type = credit ? "StoreCreditAccountCreditTransaction" : "StoreCreditAccountDebitTransaction";
  const upTo = () =>
    creditMovements(world.store, customer)
      .filter(({ id }) => id <= movement.id)
      .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return {
    __typename: type,
    id: gid(type, movement.id),
    amount: moneyV2(world, movement.amountMinor),
    balanceAfterTransaction: () => moneyV2(world, upTo()),
    createdAt: iso(movement.at),
    event: movement.event,
    expiresAt: null,
    account: () => accountNode(world, customer),
  };
}

export function giftCardNode(world: World, card: SandboxGiftCard): ApiNode {
  const customer = card.customerId === null ? null : world.store.customer(card.shop, card.customerId);
  const last = card.code.slice(-4);
  return {
    __typename: "GiftCard",
    id: gid("GiftCard", card.id),
    balance: moneyV2(world, card.balanceMinor),
    initialValue: moneyV2(world, card.initialMinor),
    createdAt: iso(card.createdAt),
    updatedAt: iso(card.updatedAt),
    enabled: true,
    expiresOn: null,
    lastCharacters: last,
    maskedCode: `•••• •••• •••• ${last}`,
    note: card.note,
    customer: () => (customer === null ? null : customerNode(world, customer)),
  };
}

export function giftCardsOf(world: World): SandboxGiftCard[] {
  return giftCards(world.store, world.shop.domain).sort((a, b) => a.id - b.id);
}

/** A bare word is the end of a code: no more of it can be searched for. */
export const giftCardSearch: Searchable<SandboxGiftCard> = {
  what: "gift cards",
  fields: { id: byNumber(({ id }) => id), status: byText(() => ["enabled"]) },
  word: ({ code }, value) => code.endsWith(value),
};
