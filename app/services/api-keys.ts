/** API keys are made once, shown once, and revoked for good; both are in the audit trail. */
import { randomBytes } from "node:crypto";
import type { ApiScope } from "../contract/public-api";
import { countActiveKeys, digestOfKey, insertApiKey, markRevoked } from "../db/api-keys";
import { recordAudit } from "../db/audit";
import { inTransaction } from "../db/transaction";
import { type ShopId, shopId } from "../loyalty/brand";
import { declined, done, type Outcome } from "../loyalty/outcome";
import { dateOf, type ServiceContext } from "./context";

const keyBytes = 32;
/** More systems than this do not talk to one shop; an old key is surely forgotten. */
export const mostKeys = 20;

/** A key begins with its shop's number: whose it is, is known before it is looked for (law 10). */
const keyPattern = /^vafa_(\d{1,9})_[A-Za-z0-9_-]{43}$/;

/** The shop a key claims to be of; null for what is no key. */
export function shopOfKey(key: string): ShopId | null {
  const number = keyPattern.exec(key)?.[1];
  return number === undefined ? null : shopId(Number(number));
}

export interface NewKeyWish {
  readonly shopId: ShopId;
  readonly name: string;
  readonly scopes: readonly ApiScope[];
  readonly actor: string;
}

/** @returns the key itself, which is nowhere to be had again. */
export async function createApiKey(
  ctx: ServiceContext,
  wish: NewKeyWish,
): Promise<Outcome<{ readonly id: number; readonly key: string }>> {
  const { shopId: shop, name, scopes, actor } = wish;
  if (name.trim() === "" || scopes.length === 0) return declined("bad-request");
  const key = `vafa_${shop}_${randomBytes(keyBytes).toString("base64url")}`;
  return inTransaction(ctx.db, async (sql): Promise<Outcome<{ id: number; key: string }>> => {
    if ((await countActiveKeys(sql, shop)) >= mostKeys) return declined("too-many-requests");
    const at = ctx.now();
    const row = {
      name: name.trim(),
      digest: digestOfKey(key),
      scopes,
      createdBy: actor,
      createdAt: dateOf(at),
    };
    const id = await insertApiKey(sql, shop, row);
    await recordAudit(sql, shop, {
      actor,
      action: "api-key-created",
      subject: `api-key:${id}`,
      details: { name: row.name, scopes: scopes.join(" ") },
      at,
    });
    return done({ id, key });
  });
}

/** Revoking twice is revoking once. */
export async function revokeApiKey(
  ctx: ServiceContext,
  { shopId: shop, id, actor }: { readonly shopId: ShopId; readonly id: number; readonly actor: string },
): Promise<void> {
  await inTransaction(ctx.db, async (sql) => {
    const at = ctx.now();
    const name = await markRevoked(sql, shop, id, dateOf(at));
    if (name === null) return;
    await recordAudit(sql, shop, {
      actor,
      action: "api-key-revoked",
      subject: `api-key:${id}`,
      details: { name },
      at,
    });
  });
}
