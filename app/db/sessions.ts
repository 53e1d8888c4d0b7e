/**
 * Shopify's sessions, kept by the official Prisma storage, with the tokens sealed before they are stored and opened when they
 * are read. A row whose tokens do not open (changed, moved, another key) is no session: it is logged, and the next request of
 * the embedded app exchanges a new token and writes over it.
 */
import { Session } from "@shopify/shopify-api";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import { PrismaSessionStorage } from "@shopify/shopify-app-session-storage-prisma";
import { log } from "../log.server";
import type { Database } from "./database";
import { type Cipher, UnsealError } from "./encryption";

const TOKENS = ["accessToken", "refreshToken"] as const;

export function createSessionStorage(db: Database, cipher: Cipher): SessionStorage {
  const storage = new PrismaSessionStorage(db.prisma);

  const seal = (session: Session): Session =>
    withTokens(session, (token, place) => cipher.seal(token, place));

  const open = (stored: Session): Session | undefined => {
    try {
      return withTokens(stored, (token, place) => cipher.open(token, place));
    } catch (error) {
      if (!(error instanceof UnsealError)) throw error;
      log.warn({ err: error, shop: stored.shop, sessionId: stored.id }, "a stored session does not open");
      return undefined;
    }
  };

  return {
    // An upsert by primary key, which PostgreSQL does in one statement: two token exchanges at once end in one row.
    storeSession: (session) => storage.storeSession(seal(session)),
    loadSession: async (id) => {
      const stored = await storage.loadSession(id);
      return stored && open(stored);
    },
    deleteSession: (id) => storage.deleteSession(id),
    deleteSessions: (ids) => storage.deleteSessions(ids),
    findSessionsByShop: async (shop) => {
      const stored = await storage.findSessionsByShop(shop);
      return stored.map(open).filter((session) => session !== undefined);
    },
  };
}

function withTokens(session: Session, change: (token: string, place: string) => string): Session {
  const changed = new Session(session.toObject());
  for (const name of TOKENS) {
    const token = session[name];
    if (token) changed[name] = change(token, `sessions/${session.id}/${name}`);
  }
  return changed;
}
