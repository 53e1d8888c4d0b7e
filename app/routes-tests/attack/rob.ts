/**
 * One shop asks, with its own good credentials, for everything of another: every route, every parameter, every wish, every field with everything that names a row of the
 * other. Nothing of it may be read, nothing changed (law 10).
 */
import { workOff } from "../../testing/service-context";
import { type Answer, dataOf, severally } from "./answers";
import type { Books } from "./books";
import { type Ask, doorOf } from "./doors";
import { formsOf, questionsOf } from "./forms";
import type { Ground, Party } from "./ground";
import type { AttackedRoute } from "./whole-app";

export interface Raid {
  readonly ground: Ground;
  readonly books: Books;
  readonly robber: Party;
  readonly robbed: Party;
  /** Only by what anybody could know of the other shop. */
  readonly few: boolean;
  /** What the robbed shop had after the route before this one. */
  readonly last?: ReadonlyMap<string, string> | undefined;
}

const idsByParameter: Readonly<Record<string, (robbed: Party) => string>> = {
  memberId: ({ member }) => member,
  orderId: ({ order }) => order,
  customerId: ({ customer }) => customer,
  id: ({ redemption }) => redemption,
  code: ({ shop }) => `canary-${shop.shopId}-referral_codes-code`,
  door: ({ woo }) => woo?.door ?? "1-none",
  "*": () => "callback",
};

function pathFor({ path, file }: AttackedRoute, robbed: Party): string {
  return path.replace(/:(\w+)|\*/g, (found, name: string | undefined) => {
    const id = idsByParameter[name ?? found];
    if (!id) throw new Error(`${file}: say in rob.ts what ${found} names`);
    return encodeURIComponent(id(robbed));
  });
}

/** What a shop's own pages say in every answer: its own words in a question come back in its answer, and are no theft. */
const stolen = (answer: Answer, words: readonly string[], asked: string): readonly string[] =>
  words.filter((word) => answer.text.includes(word) && !asked.includes(word));

export interface Theft {
  readonly route: string;
  readonly what: string;
}

/** Everything that can be asked of one route. */
export function asksFor(
  route: AttackedRoute,
  { books, robbed, few, robber }: Pick<Raid, "books" | "robbed" | "few"> & Partial<Pick<Raid, "robber">>,
): readonly Ask[] {
  const path = pathFor(route, robbed);
  const questions = questionsOf(route);
  const named = few ? [robbed.customer, robbed.order, robbed.member, robbed.redemption] : books.idsOf(robbed);
  // By chance some of them name a row of the asker's own, too: to reach that is no theft, and to lose it would end the asking.
  const own = new Set(robber ? books.idsOf(robber) : []);
  const ids = named.filter((id) => !own.has(id));
  const asks: Ask[] = [];
  const data = route.module.default ? { _data: route.id } : {};
  if (route.module.loader) {
    asks.push({ path, method: "GET", query: data });
    if (route.module.default) asks.push({ path, method: "GET" });
    // A loader is asked by its query.
    const queries = ids.map((id) => Object.fromEntries(questions.queries.map((field) => [field, id])));
    for (const query of questions.queries.length > 0 ? queries : [])
      asks.push({ path, method: "GET", query: { ...query, ...data } });
  }
  if (route.module.action) {
    for (const { fields } of formsOf(questions, ids)) {
      const form = {
        type: "application/x-www-form-urlencoded",
        text: new URLSearchParams(fields).toString(),
      };
      const json = { type: "application/json", text: JSON.stringify(fields) };
      const body = /^\/(app|proxy|woocommerce\/connect$)/.test(route.path) ? form : json;
      asks.push({ path, method: "POST", query: data, body });
    }
  }
  return asks;
}

/** @returns what was taken or touched: nothing, where all is well. */
export async function rob(
  route: AttackedRoute,
  raid: Raid,
): Promise<{
  readonly asked: number;
  readonly thefts: readonly Theft[];
  readonly after: ReadonlyMap<string, string>;
}> {
  const { ground, books, robber, robbed } = raid;
  const door = doorOf(route);
  const words = books.secretsOf(robbed);
  const thefts: Theft[] = [];
  const before = raid.last ?? (await books.digest(robbed));
  let asked = 0;
  await severally(asksFor(route, raid), async (ask) => {
    const request = door.knock(robber, ask);
    if (!request) return;
    asked += 1;
    const answer = await dataOf(ground.whole, request);
    const said =
      decodeURIComponent(`${request.url} `.replaceAll("+", " ")) +
      (ask.body?.text ?? "") +
      decodeURIComponent((ask.body?.text ?? "").replaceAll("+", " "));
    for (const word of stolen(answer, words, said))
      thefts.push({ route: `${ask.method} ${ask.path}`, what: `${robber.name} reads ${word}` });
    if (answer.status >= 500)
      thefts.push({ route: `${ask.method} ${ask.path}`, what: `answered ${answer.status}` });
  });
  // What was recorded by its webhooks is worked on: that is when it acts.
  if (route.path.startsWith("/webhooks/")) await workOff(ground.app.ctx, robber.shop);
  const after = await books.digest(robbed);
  // A merchant is told how many messages at their door were refused: that count is for strangers to raise.
  for (const [table, digest] of after)
    if (
      before.get(table) !== digest &&
      !(route.path.startsWith("/webhooks/woocommerce/") && table === "store_watches")
    )
      thefts.push({ route: route.path, what: `${robber.name} changed ${table} of ${robbed.name}` });
  return { asked, thefts, after };
}
