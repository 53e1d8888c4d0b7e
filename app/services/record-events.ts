/** Events that another system of the shop tells of its members: who is meant is found, then they are recorded as one set. */
import type { ApiEvent } from "../contract/public-api";
import { membersOfCustomers } from "../db/members";
import { findShop } from "../db/shops";
import { inTransaction, type Sql } from "../db/transaction";
import { customerId, type Instant, instant, type MemberId, memberId, type ShopId } from "../loyalty/brand";
import { normalEmail } from "../loyalty/email";
import { declined, type Outcome } from "../loyalty/outcome";
import type { ServiceContext } from "./context";
import { type NewAction, type Recorded, recordActions } from "./record-actions";

/** Clocks differ a little; nothing happens tomorrow. */
const aheadMs = 5 * 60_000;
/** Older than this is history to be imported, not an event. */
const longAgoMs = 400 * 86_400_000;

async function membersByEmail(
  sql: Sql,
  shopId: ShopId,
  emails: readonly string[],
): Promise<Map<string, MemberId>> {
  if (emails.length === 0) return new Map();
  const rows = await sql.query<{ email: string; memberId: number }>(
    `SELECT p."email", p."memberId" FROM "member_profiles" p
       JOIN "members" m ON m."shopId" = p."shopId" AND m."id" = p."memberId" AND m."status" <> 'merged'
     WHERE p."shopId" = $1 AND p."email" = ANY($2::text[])`,
    [shopId, [...new Set(emails.flatMap((email) => [email, normalEmail(email) ?? email]))]],
  );
  const found = new Map<string, MemberId | null>();
  for (const row of rows) {
    const address = normalEmail(row.email) ?? row.email;
    // An address that two members share names neither.
    found.set(address, found.has(address) ? null : memberId(row.memberId));
  }
  return new Map([...found].flatMap(([email, id]) => (id === null ? [] : [[email, id] as const])));
}

async function findMembers(
  sql: Sql,
  shopId: ShopId,
  events: readonly ApiEvent[],
): Promise<(event: ApiEvent) => MemberId | undefined> {
  const ids = events.flatMap((event) =>
    event.customerId === undefined ? [] : [customerId(event.customerId)],
  );
  const byCustomer = await membersOfCustomers(sql, shopId, ids);
  const emails = events.flatMap((event) => (event.email === undefined ? [] : [event.email]));
  const byEmail = await membersByEmail(sql, shopId, emails);
  return ({ customerId: customer, email }) => {
    if (customer !== undefined) return byCustomer.get(customerId(customer));
    return email === undefined ? undefined : byEmail.get(normalEmail(email) ?? email);
  };
}

function momentOf(event: ApiEvent, now: Instant): Instant | null {
  if (event.at === undefined) return now;
  const at = Date.parse(event.at);
  return at > now + aheadMs || at < now - longAgoMs ? null : instant(at);
}

function actionOf(event: ApiEvent, memberId: MemberId, at: Instant): NewAction {
  return {
    memberId,
    kind: event.type,
    ...(event.event === undefined ? {} : { event: event.event }),
    key: event.key,
    at,
    channel: event.channel ?? "online",
  };
}

/** @returns what became of each event, in their order. */
export async function recordEvents(
  ctx: ServiceContext,
  shopId: ShopId,
  events: readonly ApiEvent[],
): Promise<Outcome<Recorded>[]> {
  const outcomes = await inTransaction(ctx.db, async (sql) => {
    const shop = await findShop(sql, shopId);
    if (!shop) throw new Error(`no shop ${shopId}`);
    const memberOf = await findMembers(sql, shopId, events);
    const now = ctx.now();
    const judged = events.map((event) => {
      const member = memberOf(event);
      if (member === undefined) return declined("not-a-member");
      const at = momentOf(event, now);
      return at === null ? declined("bad-request") : actionOf(event, member, at);
    });
    const actions = judged.filter((one): one is NewAction => !("done" in one));
    const recorded = await recordActions(ctx, sql, { shop, actions });
    const answers = new Map(actions.map((action, index) => [action, recorded[index]]));
    return judged.map((one): Outcome<Recorded> => {
      if ("done" in one) return one;
      const answer = answers.get(one);
      if (!answer) throw new Error("an event was not answered");
      return answer;
    });
  });
  ctx.nudge();
  return outcomes;
}
