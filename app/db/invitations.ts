/** Invitations into a program that wants one. Known by a keyed hash of the e-mail, or of the customer's id; the address itself is kept only until it is accepted. */
import { type MemberId, memberId, type ShopId } from "../loyalty/brand";
import type { Sql } from "./transaction";

export interface InvitationRow {
  readonly id: number;
  readonly mark: string;
  readonly address: string | null;
  readonly customerId: string | null;
  readonly invitedBy: string;
  readonly invitedAt: Date;
  readonly memberId: MemberId | null;
  readonly acceptedAt: Date | null;
  readonly revokedAt: Date | null;
}

interface RawInvitation extends Omit<InvitationRow, "memberId" | "mark"> {
  email: string;
  memberId: number | null;
}

const columns = `"id", "email", "address", "customerId", "invitedBy", "invitedAt", "memberId", "acceptedAt", "revokedAt"`;

const toInvitation = ({ email, memberId: member, ...rest }: RawInvitation): InvitationRow => ({
  ...rest,
  mark: email,
  memberId: member === null ? null : memberId(member),
});

export interface NewInvitation {
  readonly mark: string;
  readonly address: string | null;
  readonly customerId: string | null;
  readonly invitedBy: string;
  readonly at: Date;
}

/** Inviting again whom one has invited is the same invitation; one that was taken back is given anew. */
export async function addInvitation(
  sql: Sql,
  shopId: ShopId,
  { mark, address, customerId, invitedBy, at }: NewInvitation,
): Promise<number> {
  const [row] = await sql.query<{ id: number }>(
    `INSERT INTO "invitations" ("shopId", "email", "address", "customerId", "invitedBy", "invitedAt") VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT ("shopId", "email") DO UPDATE SET "address" = excluded."address", "revokedAt" = NULL, "acceptedAt" = NULL, "memberId" = NULL,
       "invitedBy" = excluded."invitedBy", "invitedAt" = CASE WHEN "invitations"."revokedAt" IS NULL AND "invitations"."acceptedAt" IS NULL
         THEN "invitations"."invitedAt" ELSE excluded."invitedAt" END RETURNING "id"`,
    [shopId, mark, address, customerId, invitedBy, at],
  );
  if (!row) throw new Error("an invitation was not written");
  return row.id;
}

/** The open invitation under one of these marks. */
export async function findInvitation(
  sql: Sql,
  shopId: ShopId,
  marks: readonly string[],
): Promise<InvitationRow | null> {
  const [row] = await sql.query<RawInvitation>(
    `SELECT ${columns} FROM "invitations" WHERE "shopId" = $1 AND "email" = ANY($2::text[]) AND "revokedAt" IS NULL AND "acceptedAt" IS NULL
     ORDER BY "id" LIMIT 1`,
    [shopId, marks],
  );
  return row ? toInvitation(row) : null;
}

/** Once accepted there is no need for the address any more. */
export async function acceptInvitation(
  sql: Sql,
  shopId: ShopId,
  { id, member, at }: { id: number; member: MemberId; at: Date },
): Promise<void> {
  await sql.query(
    `UPDATE "invitations" SET "memberId" = $3, "acceptedAt" = $4, "address" = NULL WHERE "shopId" = $1 AND "id" = $2`,
    [shopId, id, member, at],
  );
}

/** @returns false when there was no open one. */
export async function revokeInvitationRow(sql: Sql, shopId: ShopId, id: number, at: Date): Promise<boolean> {
  const rows = await sql.query(
    `UPDATE "invitations" SET "revokedAt" = $3, "address" = NULL WHERE "shopId" = $1 AND "id" = $2 AND "acceptedAt" IS NULL AND "revokedAt" IS NULL
     RETURNING "id"`,
    [shopId, id, at],
  );
  return rows.length > 0;
}

/** Newest first. */
export async function listInvitations(sql: Sql, shopId: ShopId, limit: number): Promise<InvitationRow[]> {
  const rows = await sql.query<RawInvitation>(
    `SELECT ${columns} FROM "invitations" WHERE "shopId" = $1 ORDER BY "id" DESC LIMIT $2`,
    [shopId, limit],
  );
  return rows.map(toInvitation);
}
