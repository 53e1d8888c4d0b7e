/** A referral as a row, and writing one. Of the friend only keyed hashes are kept until they are a customer (field lesson 22). */
import { z } from "zod";
import {
  type CustomerId,
  customerId,
  type Instant,
  instant,
  type MemberId,
  memberId,
  type ShopId,
  type TermsVersion,
  termsVersion,
} from "../loyalty/brand";
import { type Buyer, unknownBuyer } from "../loyalty/order";
import {
  type Referral,
  type ReferralState,
  type RejectReason,
  referralStates,
  rejectReasons,
  type Signal,
  signals,
} from "../loyalty/referral-state";
import type { Sql } from "./transaction";

export interface ReferralRow extends Referral {
  readonly id: number;
  readonly advocateId: MemberId;
  /** Keyed hash of the friend's e-mail. */
  readonly friend: string;
  readonly friendId: MemberId | null;
  readonly customerId: CustomerId | null;
  readonly code: string | null;
  readonly storeRef: string | null;
  readonly termsVersion: TermsVersion;
  readonly invitedAt: Instant;
  readonly qualifiedAt: Instant | null;
  readonly settledAt: Instant | null;
  /** Of the visit that asked for the code. */
  readonly visitor: Buyer;
}

export interface RawReferral {
  id: number;
  advocateId: number;
  friend: string;
  friendId: number | null;
  customerId: string | null;
  code: string | null;
  storeRef: string | null;
  state: string;
  orderId: string | null;
  score: number;
  signals: unknown;
  review: boolean;
  reason: string | null;
  decidedBy: string | null;
  termsVersion: number;
  dueAt: Date | null;
  invitedAt: Date;
  qualifiedAt: Date | null;
  settledAt: Date | null;
  fingerprints: unknown;
}

const mark = z.string().nullable().catch(null);
const visitorSchema = z
  .object({ email: mark, emailPattern: mark, phone: mark, address: mark, device: mark, payment: mark })
  .catch(unknownBuyer);
const signalsSchema = z.array(z.enum(signals)).catch([]);
const stateSchema = z.enum(referralStates);
const reasonSchema = z.enum(rejectReasons).nullable().catch(null);

const moment = (date: Date | null): Instant | null => (date === null ? null : instant(date.getTime()));

export function toReferral(raw: RawReferral): ReferralRow {
  const state: ReferralState = stateSchema.parse(raw.state);
  const reason: RejectReason | null = reasonSchema.parse(raw.reason);
  const found: Signal[] = signalsSchema.parse(raw.signals);
  return {
    id: raw.id,
    advocateId: memberId(raw.advocateId),
    friend: raw.friend,
    friendId: raw.friendId === null ? null : memberId(raw.friendId),
    customerId: raw.customerId === null ? null : customerId(raw.customerId),
    code: raw.code,
    storeRef: raw.storeRef,
    state,
    review: raw.review,
    score: raw.score,
    signals: found,
    reason,
    decidedBy: raw.decidedBy,
    orderId: raw.orderId,
    dueAt: moment(raw.dueAt),
    termsVersion: termsVersion(raw.termsVersion),
    invitedAt: instant(raw.invitedAt.getTime()),
    qualifiedAt: moment(raw.qualifiedAt),
    settledAt: moment(raw.settledAt),
    visitor: visitorSchema.parse(raw.fingerprints),
  };
}

/** @returns null when the friend was invited before. */
export async function insertReferral(
  sql: Sql,
  shopId: ShopId,
  row: Pick<ReferralRow, "advocateId" | "friend" | "code" | "termsVersion" | "visitor"> & {
    readonly at: Date;
  },
): Promise<ReferralRow | null> {
  const raw = await sql.query<RawReferral>(
    `INSERT INTO "referrals" ("shopId", "advocateId", "friend", "code", "state", "termsVersion", "invitedAt", "fingerprints")
     VALUES ($1, $2, $3, $4, 'invited', $5, $6, $7::jsonb) ON CONFLICT ("shopId", "friend") DO NOTHING RETURNING *`,
    [shopId, row.advocateId, row.friend, row.code, row.termsVersion, row.at, JSON.stringify(row.visitor)],
  );
  return raw[0] ? toReferral(raw[0]) : null;
}

const dateOrNull = (at: Instant | null): Date | null => (at === null ? null : new Date(at));

export async function saveReferral(sql: Sql, shopId: ShopId, row: ReferralRow): Promise<void> {
  await sql.query(
    `UPDATE "referrals" SET "advocateId" = $3, "friendId" = $4, "customerId" = $5, "code" = $6, "storeRef" = $7, "state" = $8, "orderId" = $9,
       "score" = $10, "signals" = $11::jsonb, "review" = $12, "reason" = $13, "decidedBy" = $14, "termsVersion" = $15, "dueAt" = $16, "invitedAt" = $17,
       "qualifiedAt" = $18, "settledAt" = $19, "fingerprints" = $20::jsonb WHERE "shopId" = $1 AND "id" = $2`,
    [
      shopId,
      row.id,
      row.advocateId,
      row.friendId,
      row.customerId,
      row.code,
      row.storeRef,
      row.state,
      row.orderId,
      row.score,
      JSON.stringify(row.signals),
      row.review,
      row.reason,
      row.decidedBy,
      row.termsVersion,
      dateOrNull(row.dueAt),
      dateOrNull(row.invitedAt),
      dateOrNull(row.qualifiedAt),
      dateOrNull(row.settledAt),
      JSON.stringify(row.visitor),
    ],
  );
}
