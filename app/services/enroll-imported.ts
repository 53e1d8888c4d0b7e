/** The members that a file's customers are: known ones, and those who are enrolled by it. Who cannot be told for certain is a problem of its row. */
import { saveProfiles } from "../db/member-profiles";
import { enrollCustomers, membersOfCustomers } from "../db/members";
import { addEffects } from "../db/outbox";
import type { ShopRow } from "../db/shops";
import type { Sql } from "../db/transaction";
import type { CustomerId, Instant, MemberId } from "../loyalty/brand";
import { dateOf } from "./context";
import { findImported, type ReadCustomer } from "./find-imported";
import type { ProblemReason } from "./member-cells";
import type { Problem } from "./member-rows";

/** Where and when. */
interface Moment {
  readonly shop: ShopRow;
  readonly at: Instant;
}

export interface Whom {
  readonly read: ReadCustomer;
  readonly memberId: MemberId;
}

/** They bring their past along, so orders from before they came do not count a second time. */
async function enrollNew(
  sql: Sql,
  { shop, at }: Moment,
  fresh: readonly { read: ReadCustomer; customerId: CustomerId }[],
): Promise<Whom[]> {
  const { shopId } = shop;
  const now = dateOf(at);
  const joining = { at: now, via: "import", counting: [[at, null]] as const, guestsFrom: now };
  const ids = fresh.map(({ customerId }) => customerId);
  await enrollCustomers(sql, shopId, ids, joining);
  const members = await membersOfCustomers(sql, shopId, ids);
  const whom = fresh.flatMap(({ read, customerId }) => {
    const memberId = members.get(customerId);
    return memberId === undefined ? [] : [{ read, memberId }];
  });
  const profiles = whom.map(({ read: { facts, customer }, memberId }) => {
    const name = facts.member?.name ?? "";
    return { memberId, name, email: customer.email, phone: null, locale: null };
  });
  await saveProfiles(sql, shopId, profiles, now);
  const effects = whom.map(({ memberId }) => ({ kind: "push-snapshot" as const, subject: String(memberId) }));
  await addEffects(sql, shopId, effects, now);
  return whom;
}

export const problemOf = ({ facts }: ReadCustomer, reason: ProblemReason): Problem => ({
  row: facts.firstRow,
  reason,
  column: null,
});

/** Whom each customer of the file is; new ones are enrolled. */
export async function findWhom(
  sql: Sql,
  frame: Moment,
  read: readonly ReadCustomer[],
): Promise<{ whom: Whom[]; problems: Problem[]; enrolled: number }> {
  const found = await findImported(sql, frame.shop.shopId, read);
  const whom: Whom[] = [];
  const fresh: { read: ReadCustomer; customerId: CustomerId }[] = [];
  const problems: Problem[] = [];
  for (const one of read) {
    const who = found.get(one.subject);
    if (who?.is === "member") whom.push({ read: one, memberId: who.memberId });
    else if (who?.is === "new") fresh.push({ read: one, customerId: who.customerId });
    else problems.push(problemOf(one, who?.reason ?? "no-customer"));
  }
  const enrolled = await enrollNew(sql, frame, fresh);
  return { whom: [...whom, ...enrolled], problems, enrolled: enrolled.length };
}
