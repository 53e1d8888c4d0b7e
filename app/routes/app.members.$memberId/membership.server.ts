/** A member's membership as staff see it: how and until when, what they agreed to in which words; and what staff may do about it on their behalf. */
import { z } from "zod";
import type { Answer } from "../../components/announce";
import { recordAudit } from "../../db/audit";
import { presentConsents } from "../../db/consents";
import { readMemberships } from "../../db/memberships";
import { inTransaction } from "../../db/transaction";
import type { MemberId } from "../../loyalty/brand";
import { type ConsentPurpose, consentPurposes } from "../../loyalty/membership";
import { mayTakePart } from "../../loyalty/membership-standing";
import { eraseMember } from "../../services/erase-member";
import { leaveProgram } from "../../services/leave-program";
import { readPersonalData } from "../../services/personal-data";
import { consentHistory } from "../../services/record-consent";
import type { Staff } from "../app/staff.server";

export interface ConsentLine {
  readonly purpose: ConsentPurpose;
  readonly granted: boolean;
  readonly text: string;
  readonly source: string;
  readonly at: number;
}

export interface MembershipCardView {
  /** In the reader's language: "by invitation". */
  readonly how: string;
  readonly until: number | null;
  readonly over: boolean;
  readonly consents: readonly ConsentLine[];
  readonly mayLeave: boolean;
  readonly mayErase: boolean;
}

export async function readMembershipCard(
  staff: Staff,
  memberId: MemberId,
): Promise<MembershipCardView | null> {
  const { sql, shop, services, translator } = staff;
  const row = (await readMemberships(sql, shop.shopId, [memberId])).get(memberId);
  if (!row) return null;
  const word = (key: string, otherwise: string) => (translator.knows(key) ? translator.t(key) : otherwise);
  const present = presentConsents(await consentHistory(sql, shop.shopId, memberId));
  const consents = consentPurposes.flatMap((purpose): ConsentLine[] => {
    const said = present.get(purpose);
    if (!said) return [];
    const { granted, text, source, at } = said;
    const where = word(`consent.source.${source}`, source);
    return [{ purpose, granted, text, source: where, at: at.getTime() }];
  });
  const here = row.status === "active" || row.status === "lapsed";
  return {
    how: word(`membership.via.${row.joinedVia}`, row.joinedVia),
    until: row.until,
    over: !mayTakePart(row, services.now()).done,
    consents,
    mayLeave: here,
    mayErase: row.status !== "closed" && row.status !== "merged",
  };
}

export const leaveSchema = z.object({ intent: z.literal("leave") });
export const eraseSchema = z.object({ intent: z.literal("erase") });
export const exportSchema = z.object({ intent: z.literal("export") });

/** What was done, with the file where one was asked for. */
export type FileAnswer = Answer & { readonly held?: string };

/** Everything we hold of the member, to hand over. Whoever took it is on record. */
export async function exportPerson(staff: Staff, memberId: MemberId): Promise<FileAnswer> {
  const { sql, shop, services, actor, translator } = staff;
  const held = await readPersonalData(sql, shop.shopId, memberId);
  const subject = `member:${memberId}`;
  const at = services.now();
  await recordAudit(sql, shop.shopId, { actor, action: "data-exported", subject, details: {}, at });
  return {
    done: true,
    message: translator.t("membership.card.exported"),
    held: JSON.stringify(held, null, 2),
  };
}

export async function endMembership(staff: Staff, memberId: MemberId): Promise<Answer> {
  const { services, shop, actor, translator } = staff;
  const { t, locale } = translator;
  const request = { shopId: shop.shopId, memberId, locale, source: "admin", actor };
  const outcome = await leaveProgram(services, request);
  if (outcome.done) return { done: true, message: t("membership.card.leave.done") };
  return { done: false, reason: outcome.reason, message: t(`declined.${outcome.reason}`) };
}

export async function erasePerson(staff: Staff, memberId: MemberId): Promise<Answer> {
  const { services, shop, actor, translator } = staff;
  await inTransaction(services.db, (sql) =>
    eraseMember(services, sql, { shopId: shop.shopId, memberId, actor }),
  );
  services.nudge();
  return { done: true, message: translator.t("membership.card.erase.done") };
}
