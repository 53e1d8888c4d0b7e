/** Tokens that must open nothing: each is good but for one thing. */
import { signedToken } from "../../testing/plugin-tokens";
import { SECRET } from "../shopify-doors";
import { sessionClaims } from "./doors";
import type { Party } from "./ground";
import type { Chance } from "./random";

const now = (): number => Math.floor(Date.now() / 1_000);
const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value) ?? "").toString("base64url");

type Claims = Readonly<Record<string, unknown>>;
type Forge = (chance: Chance, claims: Claims, secret: string) => string;

const forges: Readonly<Record<string, Forge>> = {
  "alg none": (_, claims, secret) => signedToken({ secret, claims, alg: "none" }),
  "alg none with a signature": (_, claims, secret) =>
    `${encoded({ alg: "none" })}.${signedToken({ secret, claims }).split(".").slice(1).join(".")}`,
  "another hash": (chance, claims, secret) =>
    signedToken({ secret, claims, alg: chance.pick(["HS384", "HS512"]) }),
  "another hash than is said": (_, claims, secret) =>
    `${encoded({ alg: "RS256", typ: "JWT" })}.${signedToken({ secret, claims }).split(".").slice(1).join(".")}`,
  "guessed secret": (chance, claims) =>
    signedToken({ secret: chance.pick(["guessed", "", "secret", "a".repeat(32)]), claims }),
  "wrong audience": (chance, claims, secret) =>
    signedToken({
      secret,
      claims: { ...claims, aud: chance.pick(["another-app", "", ["a", "b"], null, 7]) },
    }),
  expired: (chance, claims, secret) =>
    signedToken({
      secret,
      claims: { ...claims, iat: now() - 9_000, nbf: now() - 9_000, exp: now() - 60 - chance.below(8_000) },
    }),
  "not yet": (chance, claims, secret) => {
    const later = now() + 600 + chance.below(9_000);
    return signedToken({ secret, claims: { ...claims, iat: later, nbf: later, exp: later + 200 } });
  },
  "changed after it was signed": (chance, claims, secret) => {
    const [head, , signature] = signedToken({ secret, claims }).split(".");
    return `${head}.${encoded({ ...claims, sub: String(100 + chance.below(99)) })}.${signature}`;
  },
  "cut off": (chance, claims, secret) => {
    const token = signedToken({ secret, claims });
    return token.slice(0, chance.below(token.length - 1));
  },
  "no token": (chance) =>
    chance.pick([
      "",
      ".",
      "..",
      "a.b.c",
      "null",
      encoded({}),
      `${encoded({ alg: "HS256" })}.${encoded(chance.json())}.`,
    ]),
  "a head that is none": (chance, claims) => `${encoded(chance.json())}.${encoded(claims)}.${encoded("x")}`,
  // An address of a key, or a key, in the head is nothing that anybody fetches or believes.
  "a key of its own": (_, claims) =>
    `${encoded({ alg: "HS256", jku: "http://127.0.0.1:9/k", jwk: { kty: "oct", k: "YQ" }, kid: "../../dev/null" })}.${encoded(claims)}.${encoded("x")}`,
};

export interface Forged {
  readonly how: string;
  readonly token: string;
}

function forge(chance: Chance, claims: Claims, secret: string): Forged {
  const how = chance.pick(Object.keys(forges));
  return { how, token: forges[how]?.(chance, claims, secret) ?? "" };
}

/** Of Shopify's kind, for a shopper or for staff. */
export function forgedSession(chance: Chance, party: Party, kind: "shopper" | "staff"): Forged {
  const { domain } = party.shop;
  return kind === "staff"
    ? forge(chance, sessionClaims(`https://${domain}`, { sub: party.staffId }), SECRET)
    : forge(chance, sessionClaims(domain, { sub: `gid://shopify/Customer/${party.customer}` }), SECRET);
}

/** Of the plugin's kind: also one for the other door, and one of another shop's secret. */
export function forgedPlugin(chance: Chance, party: Party, kind: "shopper" | "staff", other: Party): Forged {
  const secret = party.woo?.plugin.secret ?? "";
  const audience =
    kind === "shopper" ? { aud: "shopper", sub: party.customer } : { aud: "staff", sub: "7", role: "owner" };
  const claims = {
    iss: "vafa-woocommerce",
    shop: String(party.shop.shopId),
    iat: now(),
    exp: now() + 300,
    ...audience,
  };
  if (chance.odds(0.15))
    return {
      how: "of another shop's secret",
      token: signedToken({ secret: other.woo?.plugin.secret ?? "x", claims }),
    };
  if (chance.odds(0.15))
    return {
      how: "for the other door",
      token: signedToken({ secret, claims: { ...claims, aud: kind === "staff" ? "shopper" : "staff" } }),
    };
  if (chance.odds(0.15))
    return {
      how: "that lives too long",
      token: signedToken({ secret, claims: { ...claims, exp: now() + 301 + chance.below(9_000) } }),
    };
  return forge(chance, claims, secret);
}
