/** What can be told of a member at a moment: by the model from its coins, by the database from its rows. Both must come to the same words. */
import type { Sql } from "../../db/transaction";
import type { ShopId } from "../../loyalty/brand";
import { dayMs } from "./calendar";
import { deathOf, inHand, isAlive, isRipe, owedOf, type Wallet } from "./wallet";

export interface Seen {
  readonly balance: number;
  readonly active: number;
  readonly pending: number;
  readonly deficit: number;
  readonly reserved: number;
  readonly spend: number;
  readonly tier: string | null;
  readonly grace: string | null;
  /** What is left to live, by date: how many points, spendable from when, of which order. */
  readonly lots: string;
}

interface Left {
  readonly count: number;
  readonly dies: number | null;
  readonly ripens: number | null;
  readonly order: string | null;
  readonly age: number;
}

const dateOf = (at: number | null, none: string) =>
  at === null ? none : new Date(at).toISOString().slice(0, 16);

const last = Number.POSITIVE_INFINITY;

/** In the order in which they will be spent, neighbours that are alike as one. */
function wordsOf(left: readonly Left[], at: number): string {
  const sorted = [...left].sort((a, b) =>
    a.dies === b.dies ? a.age - b.age : (a.dies ?? last) - (b.dies ?? last),
  );
  const words: { key: string; count: number }[] = [];
  for (const { count, dies, ripens, order } of sorted) {
    const from = ripens !== null && ripens > at ? ` from ${dateOf(ripens, "")}` : "";
    const key = `until ${dateOf(dies, "ever")}${from}${order === null ? "" : ` of order ${order}`}`;
    const before = words.at(-1);
    if (before?.key === key) before.count += count;
    else words.push({ key, count });
  }
  return words.map(({ key, count }) => `${count} ${key}`).join("; ");
}

const pendingIn = (left: readonly Left[], at: number) =>
  left.reduce((sum, { count, ripens }) => (ripens !== null && ripens > at ? sum + count : sum), 0);

export function seenInModel(wallet: Wallet, at: number): Seen {
  const living = inHand(wallet).filter(({ lot }) => isAlive(lot, wallet, at));
  const left = living.map(({ lot }) => ({
    count: 1,
    age: lot.age,
    dies: deathOf(lot, wallet),
    ripens: lot.ripens,
    order: lot.order === null ? null : String(lot.order),
  }));
  const active = living.filter(({ lot }) => isRipe(lot, at)).length;
  const deficit = owedOf(wallet);
  return {
    balance: living.length - deficit,
    active,
    pending: pendingIn(left, at),
    deficit,
    reserved: wallet.reserved,
    spend: wallet.spend,
    tier: wallet.tier,
    grace: wallet.graceUntil === null ? null : dateOf(wallet.graceUntil, ""),
    lots: wordsOf(left, at),
  };
}

interface MemberRow {
  readonly id: number;
  readonly balance: number;
  readonly deficit: number;
  readonly reserved: number;
  readonly spend: number;
  readonly tier: string | null;
  readonly grace: Date | null;
  readonly active: Date | null;
  readonly customers: readonly string[];
  readonly lots: readonly {
    readonly seq: number;
    readonly remaining: number;
    readonly matures: string | null;
    readonly expires: string | null;
    readonly idle: number | null;
    readonly order: string | null;
  }[];
}

export interface SeenShop {
  readonly members: ReadonlyMap<number, Seen>;
  readonly memberOf: ReadonlyMap<number, number>;
}

const time = (text: string | null) => (text === null ? null : Date.parse(text));

function seenInRow(row: MemberRow, at: number): Seen {
  const lots = row.lots.map(({ seq: age, remaining: count, matures, expires, idle, order }) => {
    const date = time(expires);
    const death =
      idle === null || row.active === null ? date : Math.max(date ?? 0, row.active.getTime() + idle * dayMs);
    return { age, count, ripens: time(matures), dies: death, order };
  });
  const left = lots.filter(({ dies }) => dies === null || dies > at);
  const sum = (some: readonly Left[]) => some.reduce((all, { count }) => all + count, 0);
  const pending = pendingIn(left, at);
  return {
    // What is past its date may be written off or not yet: it is gone all the same.
    balance: row.balance - (sum(lots) - sum(left)),
    active: sum(left) - pending,
    pending,
    deficit: row.deficit,
    reserved: row.reserved,
    spend: row.spend,
    tier: row.tier,
    grace: row.grace === null ? null : dateOf(row.grace.getTime(), ""),
    lots: wordsOf(left, at),
  };
}

export async function seenInDatabase(sql: Sql, shopId: ShopId, at: number): Promise<SeenShop> {
  const rows = await sql.query<MemberRow>(
    `SELECT m."id", m."balance", m."deficit", m."reserved", m."qualifyingSpend" AS "spend", m."tierId" AS "tier",
       m."tierGraceUntil" AS "grace", m."lastActivityAt" AS "active",
       (SELECT COALESCE(json_agg(json_build_object('seq', l."seq", 'remaining', l."remaining", 'matures', l."maturesAt", 'expires', l."expiresAt",
          'idle', l."idleDays", 'order', l."orderId")), '[]') FROM "lots" l
        WHERE l."shopId" = m."shopId" AND l."memberId" = m."id" AND l."remaining" > 0) AS "lots",
       ARRAY(SELECT i."customerId" FROM "member_identities" i WHERE i."shopId" = m."shopId" AND i."memberId" = m."id") AS "customers"
     FROM "members" m WHERE m."shopId" = $1`,
    [shopId],
  );
  return {
    members: new Map(rows.map((row) => [row.id, seenInRow(row, at)])),
    memberOf: new Map(rows.flatMap(({ id, customers }) => customers.map((one) => [Number(one), id]))),
  };
}
