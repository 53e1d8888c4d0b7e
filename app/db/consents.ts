/** What members agreed to and withdrew: purpose, words, time, source. Facts like the ledger's: they only grow, and the newest of a purpose is how it stands. */
import type { MemberId, ShopId } from "../loyalty/brand";
import { type ConsentPurpose, consentPurposes } from "../loyalty/membership";
import { insertRows } from "./rows";
import type { Sql } from "./transaction";

export interface ConsentRow {
  readonly purpose: ConsentPurpose;
  readonly granted: boolean;
  /** The words as they were shown. */
  readonly text: string;
  readonly locale: string;
  readonly source: string;
  readonly at: Date;
}

interface RawConsent extends Omit<ConsentRow, "purpose"> {
  purpose: string;
}

const isPurpose = (text: string): text is ConsentPurpose =>
  consentPurposes.some((purpose) => purpose === text);

const toConsents = (raw: readonly RawConsent[]): ConsentRow[] =>
  raw.flatMap(({ purpose, ...row }) => (isPurpose(purpose) ? [{ ...row, purpose }] : []));

export async function addConsents(
  sql: Sql,
  shopId: ShopId,
  member: MemberId,
  consents: readonly ConsentRow[],
): Promise<void> {
  await insertRows(sql, {
    table: "consents",
    shopId,
    columns: {
      memberId: "bigint",
      purpose: "text",
      granted: "boolean",
      text: "text",
      locale: "text",
      source: "text",
      at: "timestamptz",
    },
    rows: consents.map((consent) => ({ ...consent, memberId: member, at: consent.at.getTime() })),
  });
}

/** Of these members, which are one person, oldest first. */
export async function readConsents(
  sql: Sql,
  shopId: ShopId,
  members: readonly MemberId[],
): Promise<ConsentRow[]> {
  const raw = await sql.query<RawConsent>(
    `SELECT "purpose", "granted", "text", "locale", "source", "at" FROM "consents"
     WHERE "shopId" = $1 AND "memberId" = ANY($2::bigint[]) ORDER BY "at", "id"`,
    [shopId, members],
  );
  return toConsents(raw);
}

/** How each purpose stands: its newest word. */
export function presentConsents(history: readonly ConsentRow[]): Map<ConsentPurpose, ConsentRow> {
  return new Map(history.map((consent) => [consent.purpose, consent]));
}
