/** One page of the members' list: all of them, or those that a search finds. */
import { z } from "zod";
import { listMembers, type MemberListItem } from "../../db/read/member-list";
import { customerIdIn, findByCustomer, type SearchCursor, searchMembers } from "../../db/read/member-search";
import { memberId } from "../../loyalty/brand";
import type { Staff } from "../app/staff.server";

const pageSize = 25;

const idText = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform((text) => memberId(Number(text)));

/** Where a page of search results begins: "word~17". */
const edgeText = z
  .string()
  .regex(/^.{1,100}~\d{1,15}$/su)
  .transform((text): SearchCursor => {
    const at = text.lastIndexOf("~");
    return { word: text.slice(0, at), memberId: memberId(Number(text.slice(at + 1))) };
  });

const edgeOf = (cursor: SearchCursor | null) => cursor && `${cursor.word}~${cursor.memberId}`;

/** What the address asks for; an address that nobody gave out asks for the first page. */
export function wishOf(url: URL) {
  const text = (name: string) => url.searchParams.get(name) ?? undefined;
  return { query: (text("q") ?? "").trim().slice(0, 100), after: text("after"), before: text("before") };
}

export interface MemberRowView {
  readonly id: number;
  readonly name: string;
  readonly email: string | null;
  readonly tier: string | null;
  readonly balance: number;
  readonly status: MemberListItem["status"];
  readonly joinedAt: number;
}

export interface MemberPageView {
  readonly query: string;
  readonly members: readonly MemberRowView[];
  readonly newer: string | null;
  readonly older: string | null;
}

type Wish = ReturnType<typeof wishOf>;

async function readAll({ sql, shop }: Staff, wish: Wish) {
  const after = idText.safeParse(wish.after).data;
  const before = idText.safeParse(wish.before).data;
  const page = await listMembers(sql, shop.shopId, { limit: pageSize, after, before });
  return {
    items: page.items,
    newer: page.newer && String(page.newer),
    older: page.older && String(page.older),
  };
}

async function readFound({ sql, shop }: Staff, wish: Wish) {
  const after = edgeText.safeParse(wish.after).data;
  const before = edgeText.safeParse(wish.before).data;
  const customer = after || before ? null : customerIdIn(wish.query);
  const known = customer === null ? null : await findByCustomer(sql, shop.shopId, customer);
  const page = await searchMembers(sql, shop.shopId, { query: wish.query, limit: pageSize, after, before });
  const others = page.items.filter((item) => item.memberId !== known?.memberId);
  return { items: known ? [known, ...others] : others, newer: edgeOf(page.newer), older: edgeOf(page.older) };
}

export async function readMemberPage(staff: Staff, wish: Wish): Promise<MemberPageView> {
  const page = await (wish.query === "" ? readAll(staff, wish) : readFound(staff, wish));
  const terms = await staff.terms();
  const tierNames = new Map(terms.tiers.levels.map((tier) => [tier.id, staff.translator.text(tier.name)]));
  const view = (item: MemberListItem): MemberRowView => ({
    id: item.memberId,
    name: item.name,
    email: item.email,
    tier: item.tierId === null ? null : (tierNames.get(item.tierId) ?? null),
    balance: item.balance,
    status: item.status,
    joinedAt: item.joinedAt.getTime(),
  });
  return { query: wish.query, members: page.items.map(view), newer: page.newer, older: page.older };
}
