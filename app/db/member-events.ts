/** What happened to members that others may want to tell them of. Telling twice is telling once: kind and key decide. */
import type { Instant, MemberId, ShopId } from "../loyalty/brand";
import { insertRows } from "./rows";
import type { Sql } from "./transaction";

export interface NewMemberEvent {
  readonly memberId: MemberId;
  readonly kind: string;
  readonly key: string;
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
  readonly at: Instant;
}

export async function addMemberEvents(
  sql: Sql,
  shopId: ShopId,
  events: readonly NewMemberEvent[],
): Promise<void> {
  await insertRows(
    sql,
    {
      table: "member_events",
      shopId,
      columns: { memberId: "bigint", kind: "text", key: "text", data: "jsonb", at: "timestamptz" },
      rows: events,
    },
    `ON CONFLICT ("shopId", "memberId", "kind", "key") DO NOTHING`,
  );
}
