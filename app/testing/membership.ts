/** For tests of membership: terms that want it so, customers and guests as Shopify tells of them, joining, and the work done to its end. */
import { membersOfCustomers, readMember } from "../db/members";
import { findShop, type ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { customerId } from "../loyalty/brand";
import { emailFingerprint } from "../loyalty/email";
import type { Membership } from "../loyalty/membership";
import type { Outcome } from "../loyalty/outcome";
import { joinProgram } from "../services/join-program";
import { saveTerms } from "../services/save-terms";
import { sendEffects } from "../services/send-effects";
import type { CustomerFacts } from "../stores/store";
import { type OrderFacts, orderPayload } from "./order-payload";
import { type TestContext, testFingerprint, workOff } from "./service-context";
import { storeThat } from "./store-that";

/** Saves terms with this membership. @returns the shop as it is then. */
export async function useMembership(
  ctx: TestContext,
  shop: ShopRow,
  change: Partial<Membership>,
): Promise<ShopRow> {
  const current = await findShop(sqlOf(ctx.db), shop.shopId);
  if (!current) throw new Error("no shop");
  const terms = await ctx.terms(sqlOf(ctx.db), shop.shopId, current.termsVersion);
  const membership = { ...terms.membership, ...change };
  const saved = await saveTerms(ctx, {
    shopId: shop.shopId,
    terms: { ...terms, membership },
    basedOn: current.termsVersion,
    actor: "staff:1",
  });
  if (!saved.done) throw new Error(saved.reason);
  return { ...current, termsVersion: saved.value };
}

export interface CustomerPlan {
  readonly id: number;
  readonly email: string;
  readonly verified: boolean;
}

export const customerPayload = ({ id, email, verified }: CustomerPlan): string =>
  JSON.stringify({
    id,
    admin_graphql_api_id: `gid://shopify/Customer/${id}`,
    email,
    verified_email: verified,
    first_name: "Sara",
    last_name: `No${id}`,
    phone: null,
    tags: "",
  });

/** An order bought without an account. */
export function guestOrder(facts: Omit<OrderFacts, "customer"> & { readonly email: string }): string {
  const { email, ...order } = facts;
  return JSON.stringify({ ...JSON.parse(orderPayload({ ...order, customer: null })), email });
}

/** Works off inbox and outbox until nothing is left that needs no store. */
export async function workAll(ctx: TestContext, shop: ShopRow): Promise<void> {
  const toTheStore = ["push-snapshot", "push-program", "push-benefits", "change-tags", "evaluate-tiers"];
  for (let round = 0; round < 20; round += 1) {
    await workOff(ctx, shop);
    await sqlOf(ctx.db).query(`DELETE FROM "outbox" WHERE "kind" = ANY($1::text[])`, [toTheStore]);
    if ((await sendEffects(ctx, shop.shopId)) === 0) return;
  }
}

export async function memberOf(ctx: TestContext, shop: ShopRow, customer: string) {
  const id = customerId(customer);
  const member = (await membersOfCustomers(sqlOf(ctx.db), shop.shopId, [id])).get(id);
  return member === undefined ? null : readMember(sqlOf(ctx.db), shop.shopId, member);
}

/** Null for who is no member. */
export async function balanceOf(ctx: TestContext, shop: ShopRow, customer: string): Promise<number | null> {
  return (await memberOf(ctx, shop, customer))?.balance ?? null;
}

export interface JoinPlan {
  readonly customer: string;
  readonly email: string;
  readonly verified: boolean;
}

/** Joins as the storefront would; the store knows the customer as the plan says. */
export async function tryToJoin(
  ctx: TestContext,
  shop: ShopRow,
  { customer, email, verified }: JoinPlan,
): Promise<Outcome<unknown>> {
  const facts: CustomerFacts = {
    customerId: customerId(customer),
    name: "Sara Ahmadi",
    email,
    phone: null,
    locale: "en",
    verifiedEmail: verified ? emailFingerprint(testFingerprint, email) : null,
  };
  return joinProgram(
    { ...ctx, storeFor: async () => storeThat({ describeCustomer: async () => facts }) },
    {
      shopId: shop.shopId,
      customerId: facts.customerId,
      locale: "en",
      source: "proxy",
      consents: ["program"],
    },
  );
}

export async function joinAs(ctx: TestContext, shop: ShopRow, plan: JoinPlan): Promise<void> {
  const outcome = await tryToJoin(ctx, shop, plan);
  if (!outcome.done) throw new Error(outcome.reason);
}
