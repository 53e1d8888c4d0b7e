/** Sessions of Shopify as the first load of the app would leave them, so that nothing is exchanged over the network while it is attacked. */
import { randomUUID } from "node:crypto";
import { Session } from "@shopify/shopify-api";
import { createCipher } from "../../db/encryption";
import { createSessionStorage } from "../../db/sessions";
import type { ShopRow } from "../../db/shops";
import type { BootedApp } from "../shopify-doors";

/** Lives for the whole run; Shopify's library exchanges nothing while it does. */
export async function openSessions(app: BootedApp, shop: ShopRow, staffId: string): Promise<void> {
  const storage = createSessionStorage(app.db, createCipher(Buffer.alloc(32, 7)));
  const common = { shop: shop.domain, state: "", scope: "", expires: new Date(Date.now() + 86_400_000) };
  const token = `shpat_canary_${shop.shopId}_${randomUUID()}`;
  await storage.storeSession(
    new Session({ ...common, id: `offline_${shop.domain}`, isOnline: false, accessToken: token }),
  );
  const associated_user = {
    id: Number(staffId),
    first_name: `Staff${shop.shopId}`,
    last_name: `Canary-of-${shop.shopId}`,
    email: `staff-${shop.shopId}@canary.example`,
    email_verified: true,
    account_owner: true,
    locale: "en",
    collaborator: false,
  };
  await storage.storeSession(
    new Session({
      ...common,
      id: `${shop.domain}_${staffId}`,
      isOnline: true,
      accessToken: token,
      onlineAccessInfo: { expires_in: 86_400, associated_user_scope: "", associated_user },
    }),
  );
}
