/** Gift cards with a code of ours: Shopify takes a code once, so asking again finds the card that our first try made. */
import { toDecimal } from "../../loyalty/money";
import type { CodeAnswer, Gift } from "../issuance";
import { gid } from "./gid";
import { ask, type Line } from "./graphql-client";
import { createGiftCard, findGiftCards } from "./operations/gift-cards";
import { describeErrors } from "./operations/parts";

/** Shopify's codes are letters and digits alone; shoppers may type them with or without what parts them. */
export const plainCode = (code: string): string => code.replace(/[^A-Za-z0-9]/g, "").toLowerCase();

/** Staff read it on the card; the key at its end is how we know ours again. */
const noteOf = ({ note, key }: Gift): string => `${note} [${key}]`;

export async function issueGiftCard(line: Line, gift: Gift & { readonly code: string }): Promise<CodeAnswer> {
  const code = plainCode(gift.code);
  const initialAmount = { amount: toDecimal(gift.value, gift.currency), currencyCode: gift.currency };
  const { giftCardCreate: made } = await ask(line, createGiftCard, {
    input: { code, customerId: gid("Customer", gift.customerId), initialAmount, note: noteOf(gift) },
  });
  if (made.giftCard) return { status: "issued", storeRef: made.giftCard.id };
  const ours = made.userErrors.some((error) => error.code === "TAKEN") ? await find(line, gift, code) : null;
  return ours === null
    ? { status: "refused", detail: describeErrors(made.userErrors) }
    : { status: "issued", storeRef: ours };
}

async function find(line: Line, gift: Gift, code: string): Promise<string | null> {
  const end = code.slice(-4);
  const { giftCards } = await ask(line, findGiftCards, { query: end });
  const ours = giftCards.nodes.find(
    ({ note, lastCharacters, customer }) =>
      note === noteOf(gift) &&
      lastCharacters.toLowerCase() === end &&
      customer?.id === gid("Customer", gift.customerId),
  );
  return ours?.id ?? null;
}
