/**
 * Who may give orders to the running app from its own machine: whoever has the app's encryption key. The key itself never travels: a key derived from it signs one order for one minute,
 * and the order with it, so that a signature fits no other.
 */
import { createHash, hkdfSync } from "node:crypto";
import { jwtVerify } from "jose";
import { z } from "zod";
import type { Instant } from "../loyalty/brand";

/** app/cli/woocommerce.mjs derives the same. */
const purpose = "vafa operator's door v1";
const lifeSeconds = 60;

const claimsSchema = z.object({
  iat: z.number(),
  exp: z.number(),
  jti: z.string().min(16).max(100),
  body: z.string(),
});

export const operatorKey = (encryptionKey: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync("sha256", encryptionKey, "", purpose, 32));

/** What was asked for already, as long as its token would do. */
const seen = new Map<string, number>();

function isNew(jti: string, now: number): boolean {
  for (const [known, until] of seen) if (until < now) seen.delete(known);
  if (seen.has(jti)) return false;
  seen.set(jti, now + 2 * lifeSeconds);
  return true;
}

/** @param order the body as it came */
export async function isFromOperator(
  token: string,
  { key, order, at }: { readonly key: Uint8Array; readonly order: string; readonly at: Instant },
): Promise<boolean> {
  try {
    const { payload } = await jwtVerify(token, operatorKey(key), {
      algorithms: ["HS256"],
      audience: "vafa-operator",
      requiredClaims: ["iat", "exp", "jti"],
      currentDate: new Date(at),
    });
    const { iat, exp, jti, body } = claimsSchema.parse(payload);
    const ofThis = body === createHash("sha256").update(order).digest("hex");
    return ofThis && exp - iat <= lifeSeconds && isNew(jti, Math.floor(at / 1_000));
  } catch {
    return false;
  }
}
