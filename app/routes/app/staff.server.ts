/**
 * Who of the staff is at the door, for which shop, in which language and role. Every admin route begins with this, and nothing else reads the session. Staff come from
 * Shopify's admin or from wp-admin; from here on that makes no difference but for what the platform can do and what the role may.
 */
import { redirect } from "@remix-run/node";
import type { ShopRow } from "../../db/shops";
import { type Sql, sqlOf } from "../../db/transaction";
import { createTranslator, resolveLocale, type Translator } from "../../i18n";
import type { Terms } from "../../loyalty/program";
import { tellRequest } from "../../request-context.server";
import type { ServiceContext } from "../../services/context";
import { services } from "../../services/running.server";
import { authenticate, ensureInstalled } from "../../shopify.server";
import { type Capabilities, capabilitiesOf } from "../../stores/capabilities";
import { missing } from "./missing";
import { hasMeaning } from "./pages";
import type { StoreFrame } from "./plugin-frame";
import { staffOfPlugin } from "./plugin-staff.server";
import { mayOpen, mayWish, type Role } from "./roles";

export interface Staff {
  readonly shop: ShopRow;
  /** Kept in the ledger and the audit trail: the store's id of the staff member, never a name. */
  readonly actor: string;
  readonly role: Role;
  /** What the shop's platform can do. */
  readonly can: Capabilities;
  readonly translator: Translator;
  readonly sql: Sql;
  readonly services: ServiceContext;
  /** Of a WooCommerce store: who alone may frame this admin. null for Shopify, which says it itself. */
  readonly frame: StoreFrame | null;
  /** The terms in force. */
  terms(): Promise<Terms>;
}

type Known = Pick<Staff, "shop" | "actor" | "role" | "frame"> & { readonly locale: string | null };

/** Shopify lets a merchant choose who of their staff opens which app; it tells apps of no roles, so all who come in are owners here. */
async function staffOfShopify(request: Request): Promise<Known> {
  const { session, sessionToken } = await authenticate.admin(request);
  const actor = `staff:${sessionToken?.sub ?? "unknown"}`;
  return { shop: await ensureInstalled(session), actor, role: "owner", locale: null, frame: null };
}

/**
 * Who they are, whatever page they ask for: for the frame around the pages.
 * @throws Response as Shopify's library does, when the session has to be renewed first.
 */
export async function staffAtFrame(request: Request): Promise<Staff> {
  const { locale, ...known } = (await staffOfPlugin(request)) ?? (await staffOfShopify(request));
  const ctx = services();
  const sql = sqlOf(ctx.db);
  const { shop } = known;
  tellRequest({ shopId: shop.shopId });
  const said = new URL(request.url).searchParams.get("locale");
  return {
    ...known,
    can: capabilitiesOf(shop.platform),
    translator: createTranslator(resolveLocale(said, locale, shop.locale)),
    sql,
    services: ctx,
    terms: () => ctx.terms(sql, shop.shopId, shop.termsVersion),
  };
}

const isLook = ({ method }: Request): boolean => method === "GET" || method === "HEAD";

/** Of a form; a body that is none wishes for nothing that a role other than the owner's may. */
async function intentOf(request: Request): Promise<string> {
  const form = await request
    .clone()
    .formData()
    .catch(() => null);
  // Said twice is said to deceive: which of them is meant would be the reader's guess.
  const [intent, ...more] = form?.getAll("intent") ?? [];
  return typeof intent === "string" && more.length === 0 ? intent : "";
}

/** @throws Response 403 for what is not support's; who comes to the front page is led to what they may see. */
async function demandSupport(request: Request): Promise<void> {
  const { pathname, search } = new URL(request.url);
  const refused = new Response(null, { status: 403 });
  if (/^\/app\/?$/i.test(pathname) && isLook(request)) throw redirect(`/app/members${search}`);
  if (!mayOpen("support", pathname)) throw refused;
  if (!isLook(request) && !mayWish("support", pathname, await intentOf(request))) throw refused;
}

/** @throws Response also for a page, or a wish on it, that is not this role's. */
export async function authenticateStaff(request: Request): Promise<Staff> {
  const staff = await staffAtFrame(request);
  if (staff.role !== "owner") await demandSupport(request);
  if (!hasMeaning(staff.can, new URL(request.url).pathname)) throw missing();
  return staff;
}
