/**
 * A message at our door, before anything of it is believed: a delivery signed with the shop's secret (base64 HMAC-SHA256 of the raw bytes, compared in constant
 * time), the unsigned ping that WooCommerce sends when a webhook is made, or a stranger's. What it is, is a value; nothing here throws.
 */
import { createHash, createHmac, timingSafeEqual } from "node:crypto";

export interface Delivery {
  readonly kind: "delivery";
  readonly topic: string;
  readonly webhookId: string | null;
  /**
   * What tells two deliveries apart: the resource and the body's hash. WooCommerce's own delivery id is made of the webhook and the second, so sixty orders
   * came under four of them: it must never be used to find duplicates.
   */
  readonly key: string;
}

/** Signed, but telling of a failure: the order had vanished, or the webhook's owner may not read it any more. */
export interface ErrorBody {
  readonly kind: "error-body";
  readonly topic: string;
  readonly webhookId: string | null;
  readonly code: string;
  /** 404 for what has vanished, 401 or 403 for an owner without rights; null when the body does not tell. */
  readonly status: number | null;
}

/** Unsigned; answered with 200, or it comes again. It proves nothing and changes nothing. */
export interface Ping {
  readonly kind: "ping";
  readonly webhookId: string;
}

export type RefusedBecause = "no-signature" | "wrong-signature" | "no-topic" | "empty";
export type Message =
  | Delivery
  | ErrorBody
  | Ping
  | { readonly kind: "refused"; readonly why: RefusedBecause };

interface Arrived {
  /** A header's value by its name in lower case. */
  readonly header: (name: string) => string | null | undefined;
  readonly body: Uint8Array;
  readonly secret: string;
}

export function readMessage({ header, body, secret }: Arrived): Message {
  const refused = (why: RefusedBecause): Message => ({ kind: "refused", why });
  const signature = header("x-wc-webhook-signature");
  if (!signature) {
    const ping = header("x-wc-webhook-topic") ? null : pingOf(body);
    return ping ?? refused("no-signature");
  }
  if (body.byteLength === 0) return refused("empty");
  if (!isSignedWith(secret, body, signature)) return refused("wrong-signature");
  const topic = header("x-wc-webhook-topic");
  if (!topic) return refused("no-topic");
  const webhookId = header("x-wc-webhook-id") ?? null;
  const failure = failureIn(body);
  if (failure) return { kind: "error-body", topic, webhookId, ...failure };
  const hash = createHash("sha256").update(body).digest("hex");
  return { kind: "delivery", topic, webhookId, key: `${topic.split(".")[0]}:${hash}` };
}

export function isSignedWith(secret: string, body: Uint8Array, signature: string): boolean {
  // WooCommerce signs with an empty secret too when it was given none; nobody's signature must fit then.
  if (secret === "") return false;
  const expected = createHmac("sha256", secret).update(body).digest();
  const given = Buffer.from(signature, "base64");
  // The length of a signature is no secret, so it may be compared first.
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function pingOf(body: Uint8Array): Ping | null {
  if (body.byteLength > 64) return null;
  const id = /^webhook_id=(\d{1,20})$/.exec(Buffer.from(body).toString("latin1"))?.[1];
  return id === undefined ? null : { kind: "ping", webhookId: id };
}

/** `{"code":"woocommerce_rest_…","message":"…","data":{"status":404}}` and no id. What is not JSON is no failure that we know: reading it parks it. */
function failureIn(body: Uint8Array): Pick<ErrorBody, "code" | "status"> | null {
  // A failure is a short message; an order is not searched for one.
  if (body.byteLength > 8_192) return null;
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(body).toString("utf8"));
  } catch {
    return null;
  }
  if (typeof parsed !== "object" || parsed === null || "id" in parsed) return null;
  if (!("code" in parsed) || typeof parsed.code !== "string") return null;
  return { code: parsed.code.slice(0, 100), status: statusIn("data" in parsed ? parsed.data : null) };
}

function statusIn(data: unknown): number | null {
  if (typeof data !== "object" || data === null || !("status" in data)) return null;
  return typeof data.status === "number" ? data.status : null;
}
