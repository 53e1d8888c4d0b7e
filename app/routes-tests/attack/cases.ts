/** One case of the fuzz: a request made by chance for a route made by people, with forged credentials or with good ones and senseless wishes. */
import { randomUUID } from "node:crypto";
import { askBy, pathBy, safe, wellFormed } from "./asks";
import { type Ask, doorOf, hmac, proxyQuery, requestOf, signedQuery, topicOf } from "./doors";
import type { Ground } from "./ground";
import type { Chance } from "./random";
import { forgedPlugin, forgedSession } from "./tokens";
import type { AttackedRoute } from "./whole-app";

export interface Case {
  readonly what: string;
  readonly request: Request;
  /** Nothing may be written because of it, not even tried. */
  readonly forged: boolean;
  readonly route: AttackedRoute;
}

interface Scene {
  readonly chance: Chance;
  readonly ground: Ground;
  readonly route: AttackedRoute;
}

type Made = Pick<Case, "request" | "forged"> & { readonly how: string };

const withToken = (ask: Ask, token: string): Request =>
  requestOf(ask, token === "" ? {} : { Authorization: `Bearer ${safe(token)}` });

/** The admin may be asked with a token in its address, too. */
function atTokenDoor({ chance, ground, route }: Scene, kind: "shopper" | "staff", both: boolean): Made {
  const woo = both && chance.odds(0.5);
  const robbed = ground.party(woo ? "robbed-two" : "robbed-one");
  const ask = askBy(chance, route, robbed);
  const { how, token } = woo
    ? forgedPlugin(chance, robbed, kind, ground.party("robber-two"))
    : forgedSession(chance, robbed, kind);
  if (kind === "staff" && chance.odds(0.2)) {
    const query = {
      ...ask.query,
      ...(woo
        ? { woo: token }
        : { shop: robbed.shop.domain, host: "YWRtaW4", embedded: "1", id_token: token }),
    };
    return { how: `${how}, in the address`, request: requestOf({ ...ask, query }), forged: true };
  }
  return { how, request: withToken(ask, token), forged: true };
}

function atProxy({ chance, ground, route }: Scene): Made {
  const robbed = ground.party("robbed-one");
  const ask = askBy(chance, route, robbed);
  const good = proxyQuery(robbed);
  const stale = { ...good, timestamp: String(Number(good.timestamp) - 120 - chance.below(1_000)) };
  const [how, query] = chance.pick<[string, Record<string, string>]>([
    ["a guessed secret", signedQuery(good, "guessed")],
    ["a stale signature", signedQuery(stale)],
    ["another customer than was signed", { ...signedQuery(good), logged_in_customer_id: "1" }],
    ["another shop than was signed", { ...signedQuery(good), shop: "robber-one.myshopify.com" }],
    ["a parameter more", { ...signedQuery(good), [`x${chance.below(9)}`]: safe(chance.junk()) }],
    ["no signature", good],
    ["half a signature", { ...good, signature: signedQuery(good).signature?.slice(0, 32) ?? "" }],
    ["a signature of junk", { ...good, signature: safe(chance.junk()) }],
    ["a time that is none", signedQuery({ ...good, timestamp: safe(chance.junk()).slice(0, 40) || "x" })],
    ["a shop that is not here", signedQuery({ ...good, shop: `${chance.below(99)}.myshopify.com` })],
  ]);
  return { how, request: requestOf({ ...ask, query: { ...ask.query, ...query } }), forged: !("_" in query) };
}

function atWebhooks({ chance, ground, route }: Scene): Made {
  const robbed = ground.party("robbed-one");
  const ask = { ...askBy(chance, route, robbed), query: {} };
  const body = ask.body?.text ?? "";
  const good: Record<string, string> = {
    "X-Shopify-Topic": topicOf(route.path),
    "X-Shopify-Hmac-Sha256": hmac("test-api-secret", wellFormed(body)),
    "X-Shopify-Shop-Domain": robbed.shop.domain,
    "X-Shopify-Webhook-Id": randomUUID(),
  };
  const [how, headers] = chance.pick<[string, Record<string, string>]>([
    ["a guessed secret", { ...good, "X-Shopify-Hmac-Sha256": hmac("guessed", body) }],
    ["a signature of other bytes", { ...good, "X-Shopify-Hmac-Sha256": hmac("test-api-secret", `${body} `) }],
    ["junk for a signature", { ...good, "X-Shopify-Hmac-Sha256": safe(chance.junk()) }],
    [
      "another topic",
      { ...good, "X-Shopify-Topic": chance.pick(["orders/imagined", "", `x${safe(chance.junk())}`]) },
    ],
    ["junk for a shop", { ...good, "X-Shopify-Shop-Domain": safe(chance.junk()) }],
    ["a shop that is not here", { ...good, "X-Shopify-Shop-Domain": `${chance.below(99)}.myshopify.com` }],
    ["junk for its name", { ...good, "X-Shopify-Webhook-Id": `two words ${safe(chance.junk())}` }],
  ]);
  // A topic or a name may by chance be as it should.
  return { how, request: requestOf(ask, headers), forged: true };
}

function atWooDoor({ chance, ground, route }: Scene): Made {
  const robbed = ground.party("robbed-two");
  const ask = {
    ...askBy(chance, route, robbed),
    query: {},
    path: chance.odds(0.7) ? `/webhooks/woocommerce/${robbed.woo?.door}` : pathBy(chance, route, robbed),
  };
  const secret = chance.pick([
    "guessed",
    ground.party("robber-two").woo?.webhookSecret ?? "",
    "test-api-secret",
  ]);
  const signature = chance.odds(0.7) ? hmac(secret, ask.body?.text ?? "") : safe(chance.junk());
  const topic = chance.pick(["order.updated", "order.deleted", "customer.created", "", safe(chance.junk())]);
  const headers = { "X-WC-Webhook-Signature": signature, "X-WC-Webhook-Topic": topic };
  // The merchant is told how many were refused: that count is written, and nothing else (see fuzz.ts).
  return { how: "another's signature", request: requestOf(ask, headers), forged: false };
}

function atApi({ chance, ground, route }: Scene): Made {
  const robbed = ground.party("robbed-one");
  const ask = askBy(chance, route, robbed);
  const key = robbed.apiKey;
  const other = ground.party("robber-one").apiKey;
  const [how, token] = chance.pick([
    ["no key", ""],
    ["a key cut off", key.slice(0, -1)],
    ["a key with one letter changed", `${key.slice(0, -1)}${key.endsWith("A") ? "B" : "A"}`],
    ["another's key under this shop's number", other.replace(/^vafa_\d+_/, `vafa_${robbed.shop.shopId}_`)],
    ["junk for a key", safe(chance.junk())],
    [
      "a number beyond all shops",
      key.replace(/^vafa_\d+_/, `vafa_${chance.pick(["0", "-1", "999999999", "99999999999"])}_`),
    ],
  ] as const);
  return { how, request: withToken(ask, token), forged: true };
}

function atPublicDoor({ chance, ground, route }: Scene): Made {
  const ask = askBy(chance, route, ground.party("robbed-one"));
  // Remix calls the action for every method that is no look.
  const connects = route.path === "/woocommerce/connect" && !/^(GET|HEAD|OPTIONS)$/.test(ask.method);
  return {
    how: "junk",
    request: withToken(ask, chance.odds(0.3) ? safe(chance.junk()) : ""),
    forged: !connects,
  };
}

/** The asker is who they say they are, and asks for nonsense. */
function honest({ chance, ground, route }: Scene): Made {
  const door = doorOf(route);
  const one = ground.party("robber-one");
  const two = ground.party("robber-two");
  const first = chance.odds(0.5) ? one : two;
  const ask = askBy(chance, route, first);
  const request = door.knock(first, ask) ?? door.knock(first === one ? two : one, ask) ?? requestOf(ask);
  return { how: "good credentials, junk wishes", request, forged: false };
}

const forgeries: Readonly<Record<string, (scene: Scene) => Made>> = {
  admin: (scene) => atTokenDoor(scene, "staff", true),
  "block on a customer's page": (scene) => atTokenDoor(scene, "staff", false),
  account: (scene) => atTokenDoor(scene, "shopper", true),
  checkout: (scene) => atTokenDoor(scene, "shopper", false),
  "public API": atApi,
  "storefront's proxy": atProxy,
  "deliveries of a WooCommerce store": atWooDoor,
  "webhooks of Shopify": atWebhooks,
  "open to everybody": atPublicDoor,
};

export function caseBy(chance: Chance, ground: Ground): Case {
  const route = chance.pick(ground.whole.routes);
  const { name } = doorOf(route);
  const forgery = forgeries[name];
  if (!forgery) throw new Error(`say in cases.ts how one forges what opens the door "${name}"`);
  const scene = { chance, ground, route };
  const made = chance.odds(0.3) ? honest(scene) : forgery(scene);
  return {
    what: `${made.request.method} ${route.path} with ${made.how}`,
    request: made.request,
    forged: made.forged,
    route,
  };
}
