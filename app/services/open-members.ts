/**
 * Opening and saving members: the frame of every service that posts. Opening locks the member rows in id order; saving writes the member sums, what the
 * postings changed, and the wish to push the new snapshots, all in the caller's transaction.
 */
import { type AccountNeed, loadAccounts } from "../db/load-accounts";
import { lockMembers, type MemberRow, saveMembers } from "../db/members";
import { addEffects } from "../db/outbox";
import { saveAccounts } from "../db/save-accounts";
import type { Sql } from "../db/transaction";
import type { Instant, MemberId, OrderId, ShopId } from "../loyalty/brand";
import { deficitOf } from "../loyalty/ledger/account";
import type { MemberState } from "../loyalty/member-state";
import { entriesPosted } from "../metrics.server";
import { askForTags } from "./ask-for-tags";
import { dateOf } from "./context";
import { saveTierChanges } from "./save-tier-changes";

/** What beyond a plain credit will be posted to a member. */
export interface Need {
  readonly lots?: boolean;
  readonly orders?: readonly OrderId[];
  readonly debits?: readonly number[];
  readonly ownLots?: readonly number[];
}

export type OpenMembers = ReadonlyMap<MemberId, MemberState>;

function toState(row: MemberRow, account: MemberState["account"]): MemberState {
  const { memberId, status, until, standing, reserved, earned, spent, expired, gathered, lastOrderAt } = row;
  const sums = { reserved, earned, spent, expired, gathered, lastOrderAt };
  return { memberId, status, until, standing, account, ...sums, gains: null, posted: [], tierChanges: [] };
}

/** Locks members and loads what the postings at hand can touch. Members that do not exist are absent from the answer. */
export async function openMembers(
  sql: Sql,
  shopId: ShopId,
  needs: ReadonlyMap<MemberId, Need>,
): Promise<OpenMembers> {
  const rows = await lockMembers(sql, shopId, [...needs.keys()]);
  return loadStates(sql, shopId, { rows, needs });
}

/** The same for members the caller has locked already. */
export async function loadStates(
  sql: Sql,
  shopId: ShopId,
  { rows, needs }: { rows: ReadonlyMap<MemberId, MemberRow>; needs: ReadonlyMap<MemberId, Need> },
): Promise<OpenMembers> {
  const accountNeeds = [...rows.values()].map((member): AccountNeed => {
    const need = needs.get(member.memberId) ?? {};
    return {
      member,
      lots: need.lots ?? false,
      orders: need.orders ?? [],
      debits: need.debits ?? [],
      ownLots: need.ownLots ?? [],
    };
  });
  const accounts = await loadAccounts(sql, shopId, accountNeeds);
  const states = new Map<MemberId, MemberState>();
  for (const row of rows.values()) {
    const account = accounts.get(row.memberId);
    if (account) states.set(row.memberId, toState(row, account));
  }
  return states;
}

function toRow(state: MemberState): MemberRow {
  const {
    memberId,
    status,
    until,
    standing,
    reserved,
    earned,
    spent,
    expired,
    gathered,
    lastOrderAt,
    account,
  } = state;
  const sums = {
    lastSeq: account.lastSeq,
    balance: account.balance,
    deficit: deficitOf(account),
    lastActivityAt: account.lastActivityAt,
    lastOrderAt,
  };
  return { memberId, status, until, standing, reserved, earned, spent, expired, gathered, ...sums };
}

/**
 * Points that come back to a member who was merged away belong to the member they were merged into; so do those that come back past their date and die at once: a
 * later refund of their order looks for them there.
 */
const effectOf = (state: MemberState, before: MemberState | undefined) => {
  const died = before?.status === "merged" && state.posted.some(({ kind }) => kind === "expire");
  const returned = state.status === "merged" && (state.account.balance !== 0 || died);
  return returned ? ("forward-merged" as const) : ("push-snapshot" as const);
};

/** Saves the members that are not what they were when opened, and asks for their snapshots to be pushed. */
export async function saveOpened(
  sql: Sql,
  shopId: ShopId,
  change: { opened: OpenMembers; now: OpenMembers; at: Instant },
): Promise<void> {
  const changed = [...change.now.values()].filter((state) => change.opened.get(state.memberId) !== state);
  if (changed.length === 0) return;
  const accountChanges = changed.flatMap((state) => {
    const before = change.opened.get(state.memberId);
    return before
      ? [{ memberId: state.memberId, before: before.account, after: state.account, entries: state.posted }]
      : [];
  });
  await saveAccounts(sql, shopId, accountChanges);
  for (const { entries } of accountChanges) for (const { kind } of entries) entriesPosted.inc({ kind });
  await saveMembers(sql, shopId, changed.map(toRow), dateOf(change.at));
  const effects = changed.map((state) => ({
    kind: effectOf(state, change.opened.get(state.memberId)),
    subject: String(state.memberId),
  }));
  await addEffects(sql, shopId, effects, dateOf(change.at));
  await saveTierChanges(sql, shopId, changed, change.at);
  const turned = changed.filter(({ memberId, status }) => change.opened.get(memberId)?.status !== status);
  await askForTags(
    sql,
    shopId,
    turned.map(({ memberId }) => memberId),
    dateOf(change.at),
  );
}
