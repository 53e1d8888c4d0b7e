/**
 * The tokens that the companion plugin signs with the secret of its one shop: short-lived, for one shopper or one member of staff (law 10). HS256 and nothing else; what a
 * token says of itself is only believed once its signature is proved with the secret of the very shop that it names.
 */
import { decodeJwt, errors, type JWTPayload, jwtVerify } from "jose";
import { z } from "zod";
import { type CustomerId, customerId, type Instant, type ShopId, shopId } from "../../loyalty/brand";

export const pluginIssuer = "vafa-woocommerce";

/** How far the store's clock may be ahead of ours, and how long a token may live, in seconds. */
const aheadSeconds = 60;
const lifeSeconds = 300;
/** Longer than any token of the plugin's: what is longer is not even looked at. */
const longest = 2_000;
const shortestSecret = 16;

const shop = z
  .string()
  .regex(/^[1-9]\d{0,9}$/)
  .transform(Number)
  .refine((id) => id <= 2_147_483_647)
  .transform(shopId);
/** WordPress numbers its users from 1; 0 is nobody there and therefore nobody here. */
const person = z.string().regex(/^[1-9]\d{0,18}$/);
const locale = z.string().max(35).optional();

/** Scheme, host and port of a page, as browsers write them; anything else is none. */
const origin = z
  .url({ protocol: /^https?$/ })
  .max(300)
  .transform((address) => new URL(address).origin)
  .optional()
  .catch(undefined);

const shopperClaims = z.object({ sub: person.optional(), locale });
const staffClaims = z.object({ sub: person, role: z.enum(["owner", "support"]), locale, origin });

export interface ShopperToken {
  /** null for a guest. */
  readonly customerId: CustomerId | null;
  readonly locale: string | null;
}

export interface StaffToken {
  /** WordPress's number of them. */
  readonly person: string;
  readonly role: "owner" | "support";
  readonly locale: string | null;
  /** Where the store says that its wp-admin stands; null when it does not say. */
  readonly origin: string | null;
}

/** `expired` is a token that was good once: everything but its time is proved. */
export type Proof<Token> =
  | { readonly proved: true; readonly token: Token }
  | { readonly proved: false; readonly expired: Token | null };

/** Of which shop a token says it is. Nothing is proved by this; null when it is no token of the plugin's at all. */
export function shopNamedBy(token: string): ShopId | null {
  if (token.length > longest) return null;
  try {
    const claims = decodeJwt(token);
    return claims.iss === pluginIssuer ? (shop.safeParse(claims.shop).data ?? null) : null;
  } catch {
    return null;
  }
}

/** Whether a token says that it is the plugin's, so that it is shown to this door and to no other. */
export function isOfPlugin(token: string): boolean {
  try {
    return decodeJwt(token).iss === pluginIssuer;
  } catch {
    return false;
  }
}

export interface ProofWanted {
  readonly secret: string;
  readonly shopId: ShopId;
  readonly at: Instant;
}

const refused = { proved: false, expired: null } as const;

/** Many audiences are none: a token for the one door is never one for the other. */
function isInTime({ aud, iat = Number.NaN, exp = Number.NaN }: JWTPayload, now: number): boolean {
  return typeof aud === "string" && iat <= now + aheadSeconds && exp > iat && exp - iat <= lifeSeconds;
}

async function prove<Claims>(
  token: string,
  { secret, shopId: wanted, at }: ProofWanted,
  kind: { readonly audience: string; readonly claims: z.ZodType<Claims> },
): Promise<Proof<Claims>> {
  // An empty key would prove everybody's tokens; a shop without a secret has no plugin.
  if (secret.length < shortestSecret || shopNamedBy(token) !== wanted) return refused;
  const now = Math.floor(at / 1_000);
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
      algorithms: ["HS256"],
      issuer: pluginIssuer,
      audience: kind.audience,
      requiredClaims: ["iat", "exp", "shop"],
      currentDate: new Date(at),
    });
    const claims = kind.claims.safeParse(payload);
    return claims.success && isInTime(payload, now) ? { proved: true, token: claims.data } : refused;
  } catch (error) {
    // jose looks at the time last, when everything else is proved.
    if (!(error instanceof errors.JWTExpired) || !isInTime(error.payload, now)) return refused;
    return { proved: false, expired: kind.claims.safeParse(error.payload).data ?? null };
  }
}

function map<From, To>(proof: Proof<From>, to: (token: From) => To): Proof<To> {
  if (proof.proved) return { proved: true, token: to(proof.token) };
  return { proved: false, expired: proof.expired && to(proof.expired) };
}

export async function proveShopper(token: string, wanted: ProofWanted): Promise<Proof<ShopperToken>> {
  const proof = await prove(token, wanted, { audience: "shopper", claims: shopperClaims });
  return map(proof, ({ sub, locale: said }) => ({
    customerId: sub === undefined ? null : customerId(sub),
    locale: said ?? null,
  }));
}

export async function proveStaff(token: string, wanted: ProofWanted): Promise<Proof<StaffToken>> {
  const proof = await prove(token, wanted, { audience: "staff", claims: staffClaims });
  return map(proof, ({ sub, role, locale: said, origin: stands }) => ({
    person: sub,
    role,
    locale: said ?? null,
    origin: stands ?? null,
  }));
}
