/**
 * Store credit, given once however often asked. Shopify takes no key of ours for it and its movements carry no note (2026-07), so we keep our own notes on the
 * customer: before giving we write what we mean to give and which movements were there; when an earlier try is open, a movement of that amount which is
 * new since and is no other gift of ours is that try's. Only where there is none is it given, and that question is never repeated by itself.
 */
import * as z from "zod";
import { METAFIELDS } from "../../contract/member-snapshot";
import { parseDecimal, toDecimal } from "../../loyalty/money";
import type { CodeAnswer, Gift } from "../issuance";
import { StoreUnavailable } from "../store";
import { gid } from "./gid";
import { ask, type Line, PATIENCE } from "./graphql-client";
import { describeErrors } from "./operations/parts";
import { type CreditMovement, creditState, giveCredit, noteCredit } from "./operations/store-credit";

/** Not one of the snapshot's: nobody reads it but us, so it has no definition in the toml. */
const NOTES = { namespace: METAFIELDS.namespace, key: "store_credits", type: "json" } as const;
const NOTES_KEPT = 100;

const note = z.object({
  key: z.string(),
  /** The newest movements when we began; what is not among them is new. */
  seen: z.array(z.string()),
  /** The movement that is this gift; null while we do not know of one. */
  movement: z.string().nullable(),
});
type Note = z.infer<typeof note>;

interface State {
  readonly notes: readonly Note[];
  readonly digest: string | null;
  readonly movements: readonly CreditMovement[];
}

export async function giveStoreCredit(line: Line, gift: Gift): Promise<CodeAnswer> {
  const state = await read(line, gift);
  if (state === null) return { status: "refused", detail: "the store has no such customer" };
  const known = state.notes.find(({ key }) => key === gift.key);
  if (known?.movement) return { status: "issued", storeRef: known.movement };
  const earlier = known && movementOf(known, state, gift);
  if (known && earlier) {
    await write(line, gift, { ...state, notes: settled(state.notes, gift.key, earlier) });
    return { status: "issued", storeRef: earlier };
  }
  const seen = state.movements.flatMap(({ id }) => id ?? []);
  const opened = known
    ? state
    : { ...state, notes: [...state.notes, { key: gift.key, seen, movement: null }] };
  const digest = known ? state.digest : await write(line, gift, opened);
  return give(line, gift, { ...opened, digest });
}

async function give(line: Line, gift: Gift, state: State): Promise<CodeAnswer> {
  const creditAmount = { amount: toDecimal(gift.value, gift.currency), currencyCode: gift.currency };
  const once = { ...line, patience: { ...(line.patience ?? PATIENCE), attempts: 1 } };
  const { storeCreditAccountCredit: made } = await ask(once, giveCredit, {
    id: gid("Customer", gift.customerId),
    credit: { creditAmount, notify: false },
  });
  const movement = made.storeCreditAccountTransaction?.id;
  if (!movement) return { status: "refused", detail: describeErrors(made.userErrors) };
  await write(line, gift, { ...state, notes: settled(state.notes, gift.key, movement) });
  return { status: "issued", storeRef: movement };
}

const settled = (notes: readonly Note[], key: string, movement: string): Note[] =>
  notes.map((one) => (one.key === key ? { ...one, seen: [], movement } : one));

/** The movement that an earlier try made without our hearing of it. */
function movementOf(open: Note, { notes, movements }: State, gift: Gift): string | null {
  const taken = new Set([...open.seen, ...notes.flatMap(({ movement }) => movement ?? [])]);
  const candidate = movements.find(
    ({ id, __typename, event, amount }) =>
      id !== undefined &&
      !taken.has(id) &&
      __typename === "StoreCreditAccountCreditTransaction" &&
      event === "ADJUSTMENT" &&
      amount.currencyCode === gift.currency &&
      parseDecimal(amount.amount, gift.currency) === gift.value,
  );
  return candidate?.id ?? null;
}

async function read(line: Line, gift: Gift): Promise<State | null> {
  const { customer } = await ask(line, creditState, {
    id: gid("Customer", gift.customerId),
    namespace: NOTES.namespace,
    key: NOTES.key,
  });
  if (!customer) return null;
  const { metafield, storeCreditAccounts } = customer;
  const account = storeCreditAccounts.nodes.find(({ balance }) => balance.currencyCode === gift.currency);
  return {
    notes: metafield === null ? [] : z.array(note).parse(JSON.parse(metafield.value)),
    digest: metafield?.compareDigest ?? null,
    movements: account?.transactions.nodes ?? [],
  };
}

/** @throws StoreUnavailable when another process wrote meanwhile: then all is read again. */
async function write(line: Line, gift: Gift, { notes, digest }: State): Promise<string | null> {
  const field = {
    ...NOTES,
    ownerId: gid("Customer", gift.customerId),
    value: JSON.stringify(notes.slice(-NOTES_KEPT)),
    compareDigest: digest,
  };
  const { metafieldsSet } = await ask(line, noteCredit, { metafields: [field] });
  if (metafieldsSet.userErrors.length > 0)
    throw new StoreUnavailable(`a gift could not be noted: ${describeErrors(metafieldsSet.userErrors)}`);
  return metafieldsSet.metafields?.[0]?.compareDigest ?? null;
}
