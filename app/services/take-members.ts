/**
 * Takes some customers of a file in one transaction: finds or enrolls them, posts what they bring, keeps their history. A customer with any bad row is left out as a whole
 * and told; what an earlier import brought is not brought again.
 */
import { type FormerStanding, readFormerStandings, saveFormerStandings } from "../db/former-standings";
import { keepBroughtAlong, knownSources } from "../db/imported-profiles";
import { type ImportCounts, noCounts } from "../db/member-imports";
import { insertPastEvents, type NewPastEvent } from "../db/past-events";
import type { ShopRow } from "../db/shops";
import type { Sql } from "../db/transaction";
import type { MemberId } from "../loyalty/brand";
import { currency } from "../loyalty/money";
import type { ServiceContext } from "./context";
import { findWhom, problemOf, type Whom } from "./enroll-imported";
import type { ReadCustomer } from "./find-imported";
import { contradicts, sourcesOf, type TakingFrame } from "./imported-credits";
import type { FileCustomer } from "./member-csv";
import { withGains } from "./member-gains";
import { customerReader, type Problem } from "./member-rows";
import { openMembers, saveOpened } from "./open-members";
import { type TakenCustomer, takeCustomer } from "./take-customer";

export interface Taking {
  readonly shop: ShopRow;
  readonly importId: number;
  readonly actor: string;
  readonly customers: readonly FileCustomer[];
}

export interface Taken {
  readonly counts: ImportCounts;
  readonly problems: readonly Problem[];
}

export function addCounts(a: ImportCounts, b: Partial<ImportCounts>): ImportCounts {
  const sum = { ...a };
  for (const key of Object.keys(noCounts) as (keyof ImportCounts)[]) sum[key] = a[key] + (b[key] ?? 0);
  return sum;
}

/** What the rows say, as far as they make sense. */
function readAll(
  ctx: ServiceContext,
  { customers }: Taking,
  frame: Pick<TakingFrame, "terms" | "shop" | "at">,
): { read: ReadCustomer[]; problems: Problem[] } {
  const { terms, shop, at } = frame;
  const reader = customerReader({
    currency: currency(terms.currency),
    timeZone: shop.timeZone,
    tiers: terms.tiers,
    now: at,
  });
  const read: ReadCustomer[] = [];
  const problems: Problem[] = [];
  for (const customer of customers) {
    const facts = reader(customer);
    if ("lots" in facts)
      read.push({ customer, facts, subject: ctx.fingerprint(`import:${customer.subject}`) });
    else problems.push(...facts);
  }
  return { read, problems };
}

/** Equal events of one customer are told apart by their number, as equal lots are. */
function pastEvents({ read, memberId }: Whom, frame: TakingFrame): NewPastEvent[] {
  const seen = new Map<string, number>();
  return read.facts.history.map((event) => {
    const words = ["past", read.subject, event.at, event.points ?? "", event.description].join("|");
    const number = (seen.get(words) ?? 0) + 1;
    seen.set(words, number);
    return { ...event, memberId, importId: frame.importId, digest: frame.fingerprint(`${words}|${number}`) };
  });
}

function broughtFor(
  former: ReadonlyMap<string, FormerStanding>,
  memberId: MemberId,
  own: FormerStanding | undefined,
): FormerStanding[] {
  const others = [...former.values()].filter((one) => one.memberId === memberId && one !== own);
  return own ? [own, ...others] : others;
}

/** All in the caller's transaction, in which the import's row is locked. */
export async function takeMembers(ctx: ServiceContext, sql: Sql, taking: Taking): Promise<Taken> {
  const { shop, importId, actor } = taking;
  const { shopId } = shop;
  const at = ctx.now();
  const terms = await ctx.terms(sql, shopId, shop.termsVersion);
  const { read, problems: unread } = readAll(ctx, taking, { terms, shop, at });
  const { whom, problems: unclear, enrolled } = await findWhom(sql, { shop, at }, read);
  const needs = new Map(whom.map(({ memberId }) => [memberId, {}]));
  const opened = await withGains(sql, { shop, terms, at }, await openMembers(sql, shopId, needs));
  const { fingerprint } = ctx;
  const sources = whom.flatMap((one) => sourcesOf(one.read, fingerprint));
  const known = await knownSources(sql, shopId, sources);
  const frame: TakingFrame = { shop, terms, at, importId, actor, fingerprint, known };
  const subjects = whom.map((one) => one.read.subject);
  const former = await readFormerStandings(sql, shopId, { subjects, members: [...opened.keys()] });
  const book = new Map(opened);
  const problems = [...unread, ...unclear];
  const taken: (TakenCustomer & { whom: Whom })[] = [];
  for (const one of whom) {
    const state = book.get(one.memberId);
    const before = former.get(one.read.subject);
    if (state?.status !== "active") problems.push(problemOf(one.read, "not-active"));
    else if (contradicts(one.read, broughtFor(former, one.memberId, before)))
      problems.push(problemOf(one.read, "imported-before"));
    else {
      const result = takeCustomer(one.memberId, { read: one.read, state, before }, frame);
      book.set(one.memberId, result.state);
      former.set(one.read.subject, result.standing);
      taken.push({ ...result, whom: one });
    }
  }
  await saveOpened(sql, shopId, { opened, now: book, at });
  const history = await keep(sql, taken, frame);
  const counts = taken.reduce((sum, one) => addCounts(sum, one.counts), {
    ...noCounts,
    ...history,
    enrolled,
  });
  return { counts, problems: problems.sort((a, b) => a.row - b.row) };
}

/** What is kept beside the ledger. @returns how much of the history was new, and how much was not. */
async function keep(
  sql: Sql,
  taken: readonly (TakenCustomer & { readonly whom: Whom })[],
  frame: TakingFrame,
): Promise<Pick<ImportCounts, "history" | "known">> {
  const { shopId } = frame.shop;
  await saveFormerStandings(
    sql,
    shopId,
    taken.map((one) => one.standing),
  );
  const brought = taken.map(({ whom: { memberId, read } }) => ({
    memberId,
    birthday: read.facts.member?.birthday ?? null,
    joinedAt: read.facts.member?.joinedAt ?? null,
  }));
  await keepBroughtAlong(sql, shopId, brought);
  const events = taken.flatMap(({ whom }) => pastEvents(whom, frame));
  const history = await insertPastEvents(sql, shopId, events);
  return { history, known: events.length - history };
}
