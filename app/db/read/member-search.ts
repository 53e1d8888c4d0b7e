/**
 * Finding members by the beginnings of words of their name, e-mail or phone, or by a whole customer id. Results come in the order of the index that
 * finds them, so that a short beginning that a hundred thousand members share answers as quickly as a rare one.
 */
import type { MemberId, ShopId } from "../../loyalty/brand";
import { searchWords } from "../member-profiles";
import type { Sql } from "../transaction";
import { type Page, type PageWish, pageOf } from "./keyset";
import { joinProfile, listColumns, type MemberListItem, type RawListItem, toListItem } from "./member-list";

/** The word a member was found by, and the member: where a page begins or ends. */
export interface SearchCursor {
  readonly word: string;
  readonly memberId: MemberId;
}

export interface SearchWish extends PageWish<SearchCursor> {
  readonly query: string;
}

interface Found extends MemberListItem {
  readonly word: string;
}

const mostWords = 5;
/** Sorts after every word that begins with the prefix. */
const beyond = "\u{10FFFF}";

/** The longest word is the rarest: it leads, and the others have to be there too. */
function leadingFirst(query: string): string[] {
  return searchWords(query)
    .sort((a, b) => b.length - a.length)
    .slice(0, mostWords);
}

/** `USING` names the operators of the index, whose order is that of bytes and not of a language. */
const directions = {
  forwards: { word: "~>~", id: ">", from: "~>=~", orderWord: "USING ~<~", orderId: "ASC" },
  backwards: { word: "~<~", id: "<", from: "~<=~", orderWord: "USING ~>~", orderId: "DESC" },
} as const;

function othersToo(count: number): string {
  return Array.from({ length: count }, (_, index) => {
    const from = 7 + index * 2;
    return `AND EXISTS (SELECT 1 FROM "member_words" o WHERE o."shopId" = $1 AND o."memberId" = w."memberId"
      AND o."word" ~>=~ $${from} AND o."word" ~<~ $${from + 1})`;
  }).join(" ");
}

export async function searchMembers(
  sql: Sql,
  shopId: ShopId,
  wish: SearchWish,
): Promise<Page<MemberListItem, SearchCursor>> {
  const [leading, ...others] = leadingFirst(wish.query);
  if (leading === undefined) return { items: [], newer: null, older: null };
  const by = directions[wish.before === undefined ? "forwards" : "backwards"];
  const edge = wish.before ?? wish.after ?? null;
  const edgeWord = edge?.word ?? (wish.before === undefined ? leading : `${leading}${beyond}`);
  const rows = await sql.query<RawListItem & { word: string }>(
    // A member two of whose words begin alike is listed under the first of them only.
    `SELECT ${listColumns}, w."word" FROM "member_words" w
     JOIN "members" m ON m."shopId" = w."shopId" AND m."id" = w."memberId" AND m."status" <> 'merged' ${joinProfile}
     WHERE w."shopId" = $1 AND w."word" ~>=~ $2 AND w."word" ~<~ $3 AND w."word" ${by.from} $4
       AND (w."word" ${by.word} $4 OR w."memberId" ${by.id} $5)
       AND NOT EXISTS (SELECT 1 FROM "member_words" e WHERE e."shopId" = $1 AND e."memberId" = w."memberId"
         AND e."word" ~>=~ $2 AND e."word" ~<~ w."word") ${othersToo(others.length)}
     ORDER BY w."word" ${by.orderWord}, w."memberId" ${by.orderId} LIMIT $6`,
    [
      shopId,
      leading,
      `${leading}${beyond}`,
      edgeWord,
      edge?.memberId ?? (wish.before === undefined ? 0 : Number.MAX_SAFE_INTEGER),
      wish.limit + 1,
      ...others.flatMap((word) => [word, `${word}${beyond}`]),
    ],
  );
  const found: Found[] = rows.map(({ word, ...raw }) => ({ ...toListItem(raw), word }));
  return pageOf(found, wish, (item) => ({ word: item.word, memberId: item.memberId }));
}

/** Who of the members a customer of the store is. Follows a merge to the member who was kept. */
export async function findByCustomer(
  sql: Sql,
  shopId: ShopId,
  customer: string,
): Promise<MemberListItem | null> {
  const [raw] = await sql.query<RawListItem>(
    `SELECT ${listColumns} FROM "member_identities" i
     JOIN "members" f ON f."shopId" = i."shopId" AND f."id" = i."memberId"
     JOIN "members" m ON m."shopId" = i."shopId" AND m."id" = coalesce(f."mergedInto", f."id") AND m."status" <> 'merged'
     ${joinProfile} WHERE i."shopId" = $1 AND i."customerId" = $2`,
    [shopId, customer],
  );
  return raw ? toListItem(raw) : null;
}

const foreignDigits = /[۰-۹٠-٩]/g;
const digitValue = (digit: string) =>
  String(Math.max("۰۱۲۳۴۵۶۷۸۹".indexOf(digit), "٠١٢٣٤٥٦٧٨٩".indexOf(digit)));

/** "gid://shopify/Customer/17", "17" and "۱۷" name the same customer; null when the text is no id. */
export function customerIdIn(text: string): string | null {
  const match = /^(?:gid:\/\/shopify\/Customer\/)?([\d۰-۹٠-٩]{1,20})$/.exec(text.trim());
  return match?.[1] === undefined ? null : match[1].replace(foreignDigits, digitValue);
}
