/** What is asked by chance, whoever asks: addresses, bodies and heads that nobody in their senses would send. */
import type { Ask } from "./doors";
import { questionsOf } from "./forms";
import type { Party } from "./ground";
import type { Chance } from "./random";
import type { AttackedRoute } from "./whole-app";

/** As it is sent: half a pair of UTF-16 is no text. */
export const wellFormed = (text: string): string => Buffer.from(text).toString();

export const safe = (text: string): string => text.replace(/[^\x20-\x7e]/g, "").slice(0, 2_000);

export function pathBy(chance: Chance, route: AttackedRoute, party: Party): string {
  return route.path.replace(/:\w+|\*/g, () => {
    const real = [party.member, party.order, party.customer, party.redemption, party.woo?.door ?? "1-door1"];
    if (chance.odds(0.5)) return chance.pick(real);
    const junk = chance.junk().slice(0, 400);
    // Now and then as nobody may send it: half a percent sign. Never empty: that is another address, which no route answers for.
    return chance.odds(0.1)
      ? encodeURI(safe(junk)).replace(/[?#/\\]|^\.+$/g, "") || "%"
      : encodeURIComponent(wellFormed(junk)) || "0";
  });
}

function bodyBy(chance: Chance, route: AttackedRoute): NonNullable<Ask["body"]> {
  const { fields, wishes } = questionsOf(route);
  const filled = () =>
    Object.fromEntries([
      ...fields
        .filter(() => chance.odds(0.6))
        .map((name): [string, unknown] => [name, chance.odds(0.6) ? chance.junk() : chance.json()]),
      ...(wishes.length > 0 && chance.odds(0.8) ? [["intent", chance.pick(wishes)]] : []),
    ]);
  const kind = chance.below(6);
  if (kind === 0) return { type: "application/json", text: JSON.stringify(chance.json()) };
  if (kind === 1) return { type: "application/json", text: JSON.stringify(filled()) };
  if (kind === 2)
    return {
      type: chance.pick([
        "application/json",
        "text/plain",
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "application/x-www-form-urlencoded",
        "image/svg+xml",
      ]),
      text: chance.junk(),
    };
  const text = new URLSearchParams(
    Object.entries(filled()).map(([name, value]) => [
      name,
      typeof value === "string" ? value : (JSON.stringify(value) ?? ""),
    ]),
  );
  return { type: "application/x-www-form-urlencoded", text: text.toString() };
}

export function askBy(chance: Chance, route: AttackedRoute, party: Party): Ask {
  const post = route.module.action !== undefined && (route.module.loader === undefined || chance.odds(0.7));
  const { fields, queries } = questionsOf(route);
  const names = [...queries, ...fields.slice(0, 4), "locale", "shop", "host", "id_token", "woo", "embedded"];
  const query = Object.fromEntries(
    Array.from({ length: chance.below(4) }, () => [
      chance.pick(names),
      wellFormed(chance.junk().slice(0, 500)),
    ]),
  );
  const data = route.module.default && chance.odds(0.9) ? { _data: route.id } : {};
  const agent = chance.odds(0.1)
    ? { "User-Agent": chance.pick(["Googlebot/2.1", "curl/8", "Shopify POS", "x"]) }
    : {};
  const accept = chance.odds(0.3)
    ? { Accept: chance.pick(["application/json", "text/html", "*/*", safe(chance.junk())]) }
    : {};
  const origin = chance.odds(0.1)
    ? { Origin: chance.pick(["https://evil.example", "null", "no origin", "https://vafa.test", "file://"]) }
    : {};
  const language = chance.odds(0.1) ? { "Accept-Language": safe(chance.junk()) } : {};
  return {
    path: pathBy(chance, route, party),
    method: chance.odds(0.03) ? chance.pick(["PUT", "DELETE", "HEAD", "OPTIONS"]) : post ? "POST" : "GET",
    query: { ...query, ...data },
    headers: { ...agent, ...accept, ...origin, ...language },
    ...(post ? { body: bodyBy(chance, route) } : {}),
  };
}
