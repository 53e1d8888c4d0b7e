/**
 * Guesses at codes, counted by hour and by who tried: a member, the hash of an address, and those that were turned away unheard. In the database, so that the count holds
 * across processes; an hour's rows are what limits are taken from and what the merchant is shown.
 */
import type { MemberId, ShopId } from "../loyalty/brand";
import type { Sql } from "./transaction";

const hourMs = 3_600_000;
export const hourOf = (at: number): Date => new Date(Math.floor(at / hourMs) * hourMs);

export interface Guesser {
  readonly memberId: MemberId;
  /** Keyed hash; null when the way a request came does not tell. */
  readonly address: string | null;
}

const memberName = (id: MemberId) => `member:${id}`;
const addressName = (address: string) => `address:${address}`;
const turnedAway = "turned-away";

/** Always the member first: who books in one order never waits for one another in a circle. */
const namesOf = ({ memberId, address }: Guesser): string[] => [
  memberName(memberId),
  ...(address === null ? [] : [addressName(address)]),
];

async function add(
  sql: Sql,
  shopId: ShopId,
  { hour, who, by }: { hour: Date; who: string; by: number },
): Promise<number> {
  const [row] = await sql.query<{ failed: number }>(
    `INSERT INTO "code_attempts" AS a ("shopId", "hour", "who", "failed") VALUES ($1, $2, $3, $4)
     ON CONFLICT ("shopId", "hour", "who") DO UPDATE SET "failed" = a."failed" + excluded."failed" RETURNING "failed"`,
    [shopId, hour, who, by],
  );
  return row?.failed ?? 0;
}

export interface Tries {
  readonly member: number;
  readonly address: number;
}

/** Books a try before it is looked at, so that many at once cannot all be the first. @returns how many there are now in this hour, with this one. */
export async function bookTry(sql: Sql, shopId: ShopId, guesser: Guesser, hour: Date): Promise<Tries> {
  const counts: number[] = [];
  for (const who of namesOf(guesser)) counts.push(await add(sql, shopId, { hour, who, by: 1 }));
  return { member: counts[0] ?? 0, address: counts[1] ?? 0 };
}

/** What a try would be the next of, with nothing booked: whoever is over a limit already is turned away without being written down and struck out again. */
export async function nextTry(sql: Sql, shopId: ShopId, guesser: Guesser, hour: Date): Promise<Tries> {
  const names = namesOf(guesser);
  const rows = await sql.query<{ who: string; failed: number }>(
    `SELECT "who", "failed" FROM "code_attempts" WHERE "shopId" = $1 AND "hour" = $2 AND "who" = ANY($3::text[])`,
    [shopId, hour, names],
  );
  const next = (name: string | undefined) => (rows.find(({ who }) => who === name)?.failed ?? 0) + 1;
  return { member: next(names[0]), address: names[1] === undefined ? 0 : next(names[1]) };
}

/** A try that was no wrong guess is given back. */
export async function giveBackTry(sql: Sql, shopId: ShopId, guesser: Guesser, hour: Date): Promise<void> {
  for (const who of namesOf(guesser)) await add(sql, shopId, { hour, who, by: -1 });
}

export async function bookTurnedAway(sql: Sql, shopId: ShopId, hour: Date): Promise<void> {
  await add(sql, shopId, { hour, who: turnedAway, by: 1 });
}

/** Wrong guesses of the whole shop in one hour: summed from its members, so that no row is everybody's. */
export async function wrongGuesses(sql: Sql, shopId: ShopId, hour: Date): Promise<number> {
  const [row] = await sql.query<{ failed: number }>(
    `SELECT COALESCE(sum("failed"), 0)::bigint AS "failed" FROM "code_attempts" WHERE "shopId" = $1 AND "hour" = $2 AND "who" LIKE 'member:%'`,
    [shopId, hour],
  );
  return row?.failed ?? 0;
}

export interface GuessesOfHour {
  readonly hour: Date;
  readonly wrong: number;
  readonly turnedAway: number;
  readonly members: number;
  readonly addresses: number;
}

/** What the merchant is shown; hours without a wrong guess are absent. */
export async function readGuesses(sql: Sql, shopId: ShopId, since: Date): Promise<GuessesOfHour[]> {
  return sql.query<GuessesOfHour>(
    `SELECT "hour", COALESCE(sum("failed") FILTER (WHERE "who" LIKE 'member:%'), 0)::bigint AS "wrong",
       COALESCE(sum("failed") FILTER (WHERE "who" = '${turnedAway}'), 0)::bigint AS "turnedAway",
       count(*) FILTER (WHERE "who" LIKE 'member:%' AND "failed" > 0)::bigint AS "members",
       count(*) FILTER (WHERE "who" LIKE 'address:%' AND "failed" > 0)::bigint AS "addresses"
     FROM "code_attempts" WHERE "shopId" = $1 AND "hour" >= $2 GROUP BY "hour" HAVING sum("failed") > 0 ORDER BY "hour"`,
    [shopId, since],
  );
}

/** Counts older than anybody asks for. */
export async function forgetGuesses(sql: Sql, shopId: ShopId, before: Date): Promise<void> {
  await sql.query(`DELETE FROM "code_attempts" WHERE "shopId" = $1 AND "hour" < $2`, [shopId, before]);
}
