/** Laws of the admin block's door: only staff come in, what they do is in their name, and sending it twice does it once. */
import "../testing/early-network";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { adjustAnswer, adminBlockView } from "../contract/admin-block-api";
import { sqlOf } from "../db/transaction";
import { loader as block } from "../routes/api.admin-block.customers.$customerId";
import { action as adjust } from "../routes/api.admin-block.customers.$customerId_.adjust";
import { network } from "../testing/early-network";
import { orderPayload } from "../testing/order-payload";
import { deliver, workOff } from "../testing/service-context";
import {
  type BootedApp,
  bootApp,
  type CheckoutWish,
  call,
  checkoutRequest,
  SHOP,
  tokenExchange,
} from "./shopify-doors";

let app: BootedApp;

beforeAll(async () => {
  app = await bootApp();
  network.use(tokenExchange);
  await deliver(app.ctx, app.shop, [orderPayload({ id: 1, customer: 501, price: "200.00" })]);
  await workOff(app.ctx, app.shop);
});
afterAll(async () => {
  await app.close();
  network.close();
});

const asked = (path: string, wish: Partial<CheckoutWish> = {}) =>
  checkoutRequest({ door: "admin-block", staff: "42", dest: `https://${SHOP}`, ...wish, path });
const viewOf = async (customerId: string, query = "") =>
  adminBlockView.parse(
    await (await call(block, await asked(`customers/${customerId}${query}`), { customerId })).json(),
  );
const change = async (body: object, customerId = "501") => {
  const response = await call(adjust, await asked(`customers/${customerId}/adjust`, { body }), {
    customerId,
  });
  return { status: response.status, answer: adjustAnswer.parse(await response.json()) };
};
const wish = (points: number) => ({ points, reason: "goodwill", note: "Late parcel", key: randomUUID() });

describe("the block", () => {
  test("shows staff who the customer is in the program, in their language", async () => {
    const { member, reasons } = await viewOf("501");
    expect(member).toMatchObject({
      status: "active",
      balance: 1_000,
      balanceText: "1,000 points",
      tier: "Bronze",
    });
    expect(member?.entries[0]?.sentence).toBe("For order #1");
    expect(reasons.map(({ id }) => id)).toContain("goodwill");
    expect((await viewOf("501", "?locale=fa")).member?.balanceText).toBe("۱٬۰۰۰ امتیاز");
  });

  test("says so of a customer who is no member", async () => {
    expect((await viewOf("999")).member).toBeNull();
  });

  test("lets nobody in without a staff member's token, and nobody ask for nonsense", async () => {
    for (const refused of [
      { token: "not.a.token" },
      { secret: "somebody else's" },
      { audience: "another-app" },
    ]) {
      const response = await call(block, await asked("customers/501", refused), { customerId: "501" });
      expect([401, 302, 410]).toContain(response.status);
    }
    const nonsense = await call(block, await asked("customers/x"), { customerId: "x" });
    expect(nonsense.status).toBe(404);
  });
});

describe("an adjustment", () => {
  test("is posted once in the name of who made it, with its reason and note", async () => {
    const once = wish(250);
    const first = await change(once);
    expect(first).toMatchObject({ status: 200, answer: { status: "done", message: "Adjusted: +250" } });
    await change(once);
    const after = await viewOf("501");
    expect(after.member?.balance).toBe(1_250);
    const audit = await sqlOf(app.db).query<{ actor: string }>(
      `SELECT "actor" FROM "audit_events" WHERE "action" = 'points-adjusted'`,
    );
    expect(audit).toEqual([{ actor: "staff:42" }]);
  });

  test("is refused with its reason", async () => {
    expect(await change(wish(0))).toMatchObject({
      status: 409,
      answer: { reason: "points-must-not-be-zero" },
    });
    expect(await change({ ...wish(5), reason: "because" })).toMatchObject({
      answer: { reason: "reason-missing" },
    });
    expect(await change({ points: "many" })).toMatchObject({
      status: 422,
      answer: { reason: "bad-request" },
    });
    expect(await change(wish(5), "999")).toMatchObject({ answer: { reason: "no-such-member" } });
  });
});
