/** Crediting a customer's store credit, and making gift cards. */
import * as z from "zod";
import { giftCardByCode, moveCredit, plainCode } from "../../state/balances";
import { idOf } from "../../state/ids";
import { minorOf } from "../../state/money-text";
import type { SandboxGiftCard } from "../../state/types";
import type { ApiNode, Args } from "../connection";
import { giftCardNode, movementNode } from "../nodes/balance";
import type { World } from "../nodes/world";
import { userError } from "./user-error";

const money = z.object({
  amount: z.union([z.string(), z.number()]).transform(String),
  currencyCode: z.string(),
});

const creditInput = z.looseObject({ creditAmount: money });

export function storeCreditAccountCredit(world: World, args: Args): ApiNode {
  const { creditAmount } = creditInput.parse(args.creditInput);
  const refused = (field: string, code: string, message: string) => ({
    storeCreditAccountTransaction: null,
    userErrors: [userError([field], code, message)],
  });
  const text = String(args.id);
  const owner = idOf("Customer", text) ?? idOf("StoreCreditAccount", text);
  const customer = owner === null ? null : world.store.customer(world.shop.domain, owner);
  if (customer === null) return refused("id", "OWNER_NOT_FOUND", "Owner does not exist");
  if (creditAmount.currencyCode !== world.shop.currency)
    return refused("creditInput", "UNSUPPORTED_CURRENCY", "The currency provided is not supported");
  const amountMinor = minorOf(creditAmount.amount, world.shop.decimals);
  if (amountMinor === null || amountMinor <= 0)
    return refused("creditInput", "NEGATIVE_OR_ZERO_AMOUNT", "Amount must be greater than zero");
  const movement = moveCredit(world.store, customer, { amountMinor, event: "ADJUSTMENT" });
  return { storeCreditAccountTransaction: movementNode(world, customer, movement), userErrors: [] };
}

const cardInput = z.looseObject({
  code: z.string().nullish(),
  customerId: z.string().nullish(),
  initialAmount: money.nullish(),
  note: z.string().nullish(),
});

export function giftCardCreate(world: World, args: Args): ApiNode {
  const input = cardInput.parse(args.input);
  const refused = (field: string, code: string, message: string) => ({
    giftCard: null,
    giftCardCode: null,
    userErrors: [userError(["input", field], code, message)],
  });
  const code = input.code ?? "";
  if (!/^[A-Za-z0-9]*$/.test(code))
    return refused("code", "INVALID", "Code can only contain letters and numbers");
  if (code.length < 8) return refused("code", "TOO_SHORT", "Code is too short (minimum is 8 characters)");
  if (code.length > 20) return refused("code", "TOO_LONG", "Code is too long (maximum is 20 characters)");
  if (giftCardByCode(world.store, world.shop, code))
    return refused("code", "TAKEN", "Code has already been taken");
  const id = idOf("Customer", input.customerId ?? "");
  const customer = id === null ? null : world.store.customer(world.shop.domain, id);
  if (input.customerId && customer === null)
    return refused("customerId", "CUSTOMER_NOT_FOUND", "The customer could not be found.");
  const minor = minorOf(input.initialAmount?.amount ?? "", world.shop.decimals);
  if (minor === null || minor <= 0) return refused("initialAmount", "GREATER_THAN", "must be greater than 0");
  const card: SandboxGiftCard = {
    id: world.store.nextId("gift-card", 6_500_000_000_001),
    shop: world.shop.domain,
    code: plainCode(code),
    customerId: customer?.id ?? null,
    initialMinor: minor,
    balanceMinor: minor,
    note: input.note ?? null,
    createdAt: world.now,
    updatedAt: world.now,
  };
  world.store.giftCardTable.put(card);
  return { giftCard: giftCardNode(world, card), giftCardCode: card.code, userErrors: [] };
}
