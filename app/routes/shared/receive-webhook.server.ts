/**
 * The door of every webhook (law 6): verify the signature, store the payload as it came, answer. Nothing is parsed and nothing else happens in the
 * request. What the answers mean is in docs/decisions/0006-who-may-send-webhooks.md.
 */
import { findShopByDomain } from "../../db/shops";
import { sqlOf } from "../../db/transaction";
import { shopifySecret } from "../../env.server";
import { log } from "../../log.server";
import type { ShopId } from "../../loyalty/brand";
import { tellRequest } from "../../request-context.server";
import { receiveEvent } from "../../services/receive-event";
import { services } from "../../services/running.server";
import { createReplays } from "../../stores/shopify/replays";
import { namesShop, readWebhookHeaders } from "../../stores/shopify/webhook-headers";
import { readSigned } from "../../stores/signed-body";
import { deliveryDoor, type Knock } from "./delivery-door.server";

const replays = createReplays(Date.now);

/** The door of one topic. */
export const webhook = (topic: string) => deliveryDoor((knock) => receive(knock, topic));

async function receive({ header, body }: Knock, topic: string): Promise<number> {
  const headers = readWebhookHeaders(header, new Date());
  if (!headers || headers.topic !== topic) return 400;
  const signed = await readSigned(body, headers.signature, shopifySecret());
  if (!signed.valid) return 401;
  const { domain, deliveryId, triggeredAt } = headers;
  tellRequest({ deliveryId });
  const sighting = replays.look(headers);
  if (sighting === "replayed" || !namesShop(headers, signed.payload)) {
    log.warn({ shop: domain, topic }, "a signed webhook was sent under another name");
    return 401;
  }
  if (sighting === "known") return 200;
  const shopId = await shopIdOf(domain);
  if (shopId === null) {
    log.info({ shop: domain, topic }, "a webhook of a shop that never opened the app was dropped");
    return 200;
  }
  tellRequest({ shopId });
  await receiveEvent(services(), { shopId, topic, deliveryId, payload: signed.payload, triggeredAt });
  replays.remember(headers);
  return 200;
}

const KNOWN_FOR_MS = 5_000;
const knownShops = new Map<string, { readonly shopId: ShopId; readonly until: number }>();

/** A busy shop's webhooks come by the hundred; its number does not change between them. */
async function shopIdOf(domain: string): Promise<ShopId | null> {
  const known = knownShops.get(domain);
  if (known && known.until > Date.now()) return known.shopId;
  const shop = await findShopByDomain(sqlOf(services().db), domain);
  if (!shop) return null;
  knownShops.set(domain, { shopId: shop.shopId, until: Date.now() + KNOWN_FOR_MS });
  return shop.shopId;
}
