/**
 * The product connects these shops as an operator does it without a browser: by the operator's door of the running app, with keys that the owner made in the shop's settings. Nothing of the product is
 * passed by: the keys are tried, webhooks are made, the plugin is handed its secret, the past is imported.
 */
import { createHash, createHmac, hkdfSync, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { request } from "undici";
import * as z from "zod";
import { newKey, revokeKey } from "../state/keys";
import type { WooShop } from "../state/shop";
import type { WooSite } from "../wordpress-site";

export interface OperatorLine {
  /** `http://127.0.0.1:3000` */
  readonly appOrigin: string;
  /** Base64, as the app has it. */
  readonly encryptionKey: string;
}

const answer = z.union([
  z.object({ done: z.literal(true), value: z.unknown() }),
  z.object({ done: z.literal(false), message: z.string(), detail: z.string().nullish() }),
]);

/** No door for operators: something else than the product answers, as in a test of the sandbox alone. */
export class NoOperatorsDoor extends Error {}

/** @throws NoOperatorsDoor, or Error with the product's reason. */
export async function ask({ appOrigin, encryptionKey }: OperatorLine, order: object): Promise<unknown> {
  const text = JSON.stringify(order);
  const { statusCode, body } = await request(`${appOrigin}/woocommerce/operator`, {
    method: "POST",
    headers: {
      Authorization: `Bearer ${signed(text, Buffer.from(encryptionKey, "base64"))}`,
      "Content-Type": "application/json",
    },
    body: text,
    headersTimeout: 180_000,
    bodyTimeout: 180_000,
  });
  const said = answer.safeParse(jsonOr(await body.text()));
  if (!said.success) throw new NoOperatorsDoor(`the app has no operator's door: it answered ${statusCode}`);
  if (said.data.done) return said.data.value;
  throw new Error([said.data.message, said.data.detail].filter(Boolean).join(": "));
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString("base64url");

/** As app/cli/operator-line.mjs signs: this order, for this minute. */
function signed(order: string, encryptionKey: Uint8Array): string {
  const key = Buffer.from(hkdfSync("sha256", encryptionKey, "", "vafa operator's door v1", 32));
  const iat = Math.floor(Date.now() / 1_000);
  const body = createHash("sha256").update(order).digest("hex");
  const claims = { aud: "vafa-operator", iat, exp: iat + 60, jti: randomUUID(), body };
  const text = `${encoded({ alg: "HS256", typ: "JWT" })}.${encoded(claims)}`;
  return `${text}.${createHmac("sha256", key).update(text).digest("base64url")}`;
}

const IMPORTED_DAYS = 500;
const CONNECTED = "sandbox_connected_at";
const NEVER = "never";

/** For tests of the sandbox alone: a shop that is left as it is. */
export const leaveUnconnected = (shop: WooShop): void => shop.setOption(CONNECTED, NEVER, false);
export const isLeft = (shop: WooShop): boolean => shop.option(CONNECTED) === NEVER;

/** Once for each address that the shop has had. A key that led to nothing is revoked. */
export async function connectShop(line: OperatorLine, { shop, home }: WooSite): Promise<void> {
  if (shop.option(CONNECTED) === home) return;
  const { id, consumerKey, consumerSecret } = newKey(shop, {
    userId: 1,
    description: "Vafa",
    permissions: "read_write",
  });
  const keys = { key: consumerKey, secret: consumerSecret };
  try {
    await ask(line, { deed: "connect", store: home, ...keys, importDays: IMPORTED_DAYS });
  } catch (error) {
    revokeKey(shop, id);
    throw error;
  }
  shop.setOption(CONNECTED, home, false);
}

const standing = z.object({ orders: z.object({ state: z.string() }).nullable() });

/** Resolves when the past is imported, or after `patienceMs`. */
export async function untilImported(
  line: OperatorLine,
  { home }: WooSite,
  { patienceMs, signal }: { readonly patienceMs: number; readonly signal: AbortSignal },
): Promise<boolean> {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    const { orders } = standing.parse(await ask(line, { deed: "status", store: home }));
    if (orders?.state !== "running") return true;
    await sleep(300, undefined, { signal });
  }
  return false;
}
