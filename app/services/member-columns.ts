/**
 * The columns of a file of members, and what well-known loyalty apps call them in their exports. Headers are compared in lower case, without what stands in brackets;
 * a column that is no name of ours is left out, and said so.
 */
export const memberColumns = [
  "record",
  "customer_id",
  "email",
  "name",
  "first_name",
  "last_name",
  "points",
  "tier",
  "tier_until",
  "joined_at",
  "lifetime_spend",
  "lifetime_orders",
  "lifetime_points",
  "birthday",
  "earned_at",
  "matures_at",
  "expires_at",
  "at",
  "description",
] as const;
export type MemberColumn = (typeof memberColumns)[number];

/** Also the names that Smile.io, LoyaltyLion, Yotpo, Stamped and Shopify use; docs/merchant-guide.md lists them. */
const aliases: Readonly<Record<string, MemberColumn>> = {
  record_type: "record",
  shopify_customer_id: "customer_id",
  shopify_id: "customer_id",
  merchant_id: "customer_id",
  email_address: "email",
  customer_email: "email",
  "e-mail": "email",
  full_name: "name",
  customer_name: "name",
  points_balance: "points",
  current_points_balance: "points",
  approved_points: "points",
  points_approved: "points",
  vip_tier: "tier",
  vip_tier_name: "tier",
  current_tier: "tier",
  loyalty_tier: "tier",
  vip_tier_end_date: "tier_until",
  tier_expires_at: "tier_until",
  enrolled_at: "joined_at",
  enrollment_date: "joined_at",
  member_since: "joined_at",
  total_spent: "lifetime_spend",
  orders_count: "lifetime_orders",
  total_orders: "lifetime_orders",
  total_points_earned: "lifetime_points",
  points_earned: "lifetime_points",
  date_of_birth: "birthday",
};

const known = new Set<string>(memberColumns);
const isColumn = (name: string): name is MemberColumn => known.has(name);

function columnOf(header: string): MemberColumn | null {
  const name = (header.split("(")[0] ?? "")
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, "_");
  return isColumn(name) ? name : (aliases[name] ?? null);
}

export interface Columns {
  /** Where each column stands; the first of two that mean the same. */
  readonly at: ReadonlyMap<MemberColumn, number>;
  /** Headers that were not understood, as they are written. */
  readonly ignored: readonly string[];
}

export function readColumns(headers: readonly string[]): Columns {
  const at = new Map<MemberColumn, number>();
  const ignored: string[] = [];
  const meant = headers.map((header) => columnOf(header));
  headers.forEach((header, index) => {
    const column = meant[index];
    if (!column || at.has(column)) {
      if (header.trim() !== "") ignored.push(header.trim().slice(0, 60));
    } else at.set(column, index);
  });
  return { at, ignored };
}
