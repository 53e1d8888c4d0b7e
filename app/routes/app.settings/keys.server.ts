/** What staff can wish for on the settings page: a new key, and the end of an old one. */
import { z } from "zod";
import { apiScopes } from "../../contract/public-api";
import { createApiKey, mostKeys, revokeApiKey } from "../../services/api-keys";
import type { Staff } from "../app/staff.server";

export type KeyAnswer =
  | { readonly done: true; readonly message: string; readonly key?: string }
  | { readonly done: false; readonly reason: string; readonly message: string };

const wishSchema = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("create"),
    name: z.string().trim().min(1).max(80),
    scopes: z
      .string()
      .transform((text) => text.split(" "))
      .pipe(z.array(z.enum(apiScopes)).min(1)),
  }),
  z.object({ intent: z.literal("revoke"), id: z.coerce.number().int().positive() }),
]);

export async function grantKey(staff: Staff, form: FormData): Promise<KeyAnswer> {
  const { services, shop, actor, translator } = staff;
  const { t } = translator;
  const wish = wishSchema.safeParse(Object.fromEntries(form));
  if (!wish.success) return { done: false, reason: "bad-request", message: t("settings.key.incomplete") };
  const asked = { shopId: shop.shopId, actor };
  if (wish.data.intent === "revoke") {
    await revokeApiKey(services, { ...asked, id: wish.data.id });
    return { done: true, message: t("settings.key.revoked") };
  }
  const { name, scopes } = wish.data;
  const made = await createApiKey(services, { ...asked, name, scopes });
  if (!made.done)
    return { done: false, reason: made.reason, message: t("settings.key.too-many", { most: mostKeys }) };
  return { done: true, message: t("settings.key.made"), key: made.value.key };
}
