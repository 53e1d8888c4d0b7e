/** A Shopify that gives store credit and makes gift cards, played at the HTTP line; it can give and then not answer in time, or refuse. */
import { delay } from "msw";
import * as z from "zod";
import { type Asked, adminApi, data } from "./admin-api-line";

const credit = z.object({
  credit: z.object({ creditAmount: z.object({ amount: z.string(), currencyCode: z.string() }) }),
});
const card = z.object({
  input: z.object({
    code: z.string(),
    note: z.string(),
    customerId: z.string(),
    initialAmount: z.object({ amount: z.string(), currencyCode: z.string() }),
  }),
});
const notes = z.object({ metafields: z.array(z.object({ key: z.string(), value: z.string() })) });

export function playGifts() {
  const api = adminApi();
  /** `deaf` gives, but is not heard in time. */
  const mood = { deaf: false, refuses: false };
  const credits: { readonly id: string; readonly amount: string; readonly currencyCode: string }[] = [];
  const cards: z.infer<typeof card>["input"][] = [];
  let noted: string | null = null;
  const error = { code: "INVALID", field: ["input"], message: "no" };

  async function give(variables: Asked["variables"]) {
    if (mood.refuses)
      return data({ storeCreditAccountCredit: { storeCreditAccountTransaction: null, userErrors: [error] } });
    const id = `gid://shopify/StoreCreditAccountCreditTransaction/${credits.length + 1}`;
    credits.push({ id, ...credit.parse(variables).credit.creditAmount });
    if (mood.deaf) await delay(400);
    return data({ storeCreditAccountCredit: { storeCreditAccountTransaction: { id }, userErrors: [] } });
  }

  async function makeCard(variables: Asked["variables"]) {
    const { input } = card.parse(variables);
    if (mood.refuses) return data({ giftCardCreate: { giftCard: null, userErrors: [error] } });
    if (cards.some(({ code }) => code === input.code))
      return data({ giftCardCreate: { giftCard: null, userErrors: [{ ...error, code: "TAKEN" }] } });
    cards.push(input);
    if (mood.deaf) await delay(400);
    return data({
      giftCardCreate: { giftCard: { id: `gid://shopify/GiftCard/${cards.length}` }, userErrors: [] },
    });
  }

  function creditState() {
    const nodes = credits.toReversed().map(({ id, ...amount }) => ({
      __typename: "StoreCreditAccountCreditTransaction",
      id,
      event: "ADJUSTMENT",
      amount,
    }));
    const account = { balance: { currencyCode: "GBP" }, transactions: { nodes } };
    const metafield = noted === null ? null : { value: noted, compareDigest: String(noted.length) };
    return data({
      customer: { metafield, storeCreditAccounts: { nodes: credits.length > 0 ? [account] : [] } },
    });
  }

  function foundCards() {
    const nodes = cards.map(({ code, note, customerId }, index) => ({
      id: `gid://shopify/GiftCard/${index + 1}`,
      note,
      lastCharacters: code.slice(-4),
      customer: { id: customerId },
    }));
    return data({ giftCards: { nodes } });
  }

  const answer = async ({ query, variables }: Asked) => {
    if (query.includes("GiveCredit")) return give(variables);
    if (query.includes("CreateGiftCard")) return makeCard(variables);
    if (query.includes("CreditState")) return creditState();
    if (query.includes("FindGiftCards")) return foundCards();
    const written = notes.safeParse(variables);
    if (query.includes("NoteCredit") && written.success) noted = written.data.metafields[0]?.value ?? null;
    const metafields = [{ compareDigest: String(noted?.length ?? 0) }];
    return data({ metafieldsSet: { metafields, userErrors: [] }, currentAppInstallation: { id: "1" } });
  };
  const forget = () => {
    Object.assign(mood, { deaf: false, refuses: false });
    credits.length = 0;
    cards.length = 0;
    noted = null;
  };
  return { ...api, mood, credits, cards, forget, start: () => api.answers(answer) };
}
