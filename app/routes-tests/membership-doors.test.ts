/** Laws of the membership's doors, on the storefront and the account page: who it is the signature says, a form works without script, and leaving says what it costs. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type MembershipAnswer, membershipAnswer, membershipView } from "../contract/membership-api";
import { customerId } from "../loyalty/brand";
import { emailFingerprint } from "../loyalty/email";
import { action as accountConsent, loader as accountConsents } from "../routes/api.account.consents";
import { action as accountJoin, loader as accountMembership } from "../routes/api.account.membership";
import { action as accountLeave } from "../routes/api.account.membership_.leave";
import { loader as accountData, action as accountErase } from "../routes/api.account.personal-data";
import { action as proxyConsent } from "../routes/proxy.consents";
import { action as proxyJoin, loader as proxyMembership } from "../routes/proxy.membership";
import { action as proxyLeave } from "../routes/proxy.membership_.leave";
import { balanceOf, useMembership, workAll } from "../testing/membership";
import { orderPayload } from "../testing/order-payload";
import { deliver, type TestContext, testFingerprint } from "../testing/service-context";
import { storeThat } from "../testing/store-that";
import { type BootedApp, bootApp, call, checkoutRequest, proxyRequest } from "./shopify-doors";

let app: BootedApp;
let ctx: TestContext;
let customer = 900;

beforeAll(async () => {
  const describeCustomer = async (id: string) => ({
    customerId: customerId(id),
    name: "Sara Ahmadi",
    email: `c${id}@example.com`,
    phone: null,
    locale: "en",
    verifiedEmail: emailFingerprint(testFingerprint, `c${id}@example.com`),
  });
  app = await bootApp(storeThat({ describeCustomer }));
  ctx = { ...app.ctx, pass: () => {} };
  await useMembership(ctx, app.shop, { mode: "opt-in", claimDays: 365 });
});
afterAll(() => app.close());
beforeEach(() => {
  customer += 1;
});

const answerOf = async (response: Response): Promise<MembershipAnswer> =>
  membershipAnswer.parse(await response.json());
const account = (path: string, body?: object) =>
  checkoutRequest({ path, customer: String(customer), ...(body ? { body } : {}) });
const joinHere = async (consents = ["program", "email"]) =>
  answerOf(await call(accountJoin, await account("membership", { consents })));
const buy = async () => {
  const placedAt = new Date(Date.now() - 86_400_000).toISOString();
  await deliver(ctx, app.shop, [orderPayload({ id: customer, customer, placedAt, updatedAt: placedAt })]);
  await workAll(ctx, app.shop);
};
const form = (path: string, fields: Record<string, string>, who = String(customer)) =>
  proxyRequest({ path, customer: who, json: false, form: { return_to: "/pages/club", ...fields } });

describe("the account page", () => {
  test("shows who is no member what joining means, and joins", async () => {
    await buy();
    const view = membershipView.parse(
      await (await call(accountMembership, await account("membership"))).json(),
    );
    expect(view).toMatchObject({ status: "none", canJoin: true, mode: "opt-in", pointsAtStake: 0 });
    expect(view.consents.map((one) => [one.purpose, one.granted])).toEqual([
      ["program", false],
      ["email", false],
      ["sms", false],
      ["profiling", false],
    ]);
    const joined = await joinHere();
    if (joined.status !== "done") throw new Error(joined.reason);
    expect(joined.membership).toMatchObject({ status: "active", canJoin: false });
    expect(joined.membership.consents.filter((one) => one.granted).map((one) => one.purpose)).toEqual([
      "program",
      "email",
    ]);
    await workAll(ctx, app.shop);
    expect(await balanceOf(ctx, app.shop, String(customer))).toBe(500);
  });

  test("asks for consent to the program, and declines joining without it", async () => {
    const answer = await joinHere(["email"]);
    expect(answer).toMatchObject({ status: "declined", reason: "bad-request" });
  });

  test("changes one consent without the others, in the shopper's language", async () => {
    await joinHere();
    const request = await account("consents?locale=fa", { purpose: "email", granted: false });
    const answer = await answerOf(await call(accountConsent, request));
    if (answer.status !== "done") throw new Error(answer.reason);
    expect(answer.membership).toMatchObject({ locale: "fa", direction: "rtl", status: "active" });
    expect(answer.membership.consents.find((one) => one.purpose === "email")?.granted).toBe(false);
    const view = membershipView.parse(await (await call(accountConsents, await account("consents"))).json());
    expect(view.consents.find((one) => one.purpose === "program")?.granted).toBe(true);
  });

  test("says before leaving what is lost, and leaves", async () => {
    await buy();
    await joinHere();
    await workAll(ctx, app.shop);
    const view = membershipView.parse(
      await (await call(accountMembership, await account("membership"))).json(),
    );
    expect(view).toMatchObject({ pointsAtStake: 500 });
    expect(view.leaveWarning).toContain("500");
    const left = await answerOf(await call(accountLeave, await account("membership/leave", {})));
    expect(left).toMatchObject({
      status: "done",
      membership: { status: "left", pointsAtStake: 0, canJoin: true },
    });
  });

  test("hands over everything, and erases it when it is said plainly", async () => {
    await joinHere();
    const held = await call(accountData, await account("personal-data"));
    expect(held.headers.get("Content-Disposition")).toContain("loyalty-data.json");
    expect(await held.text()).toContain(`c${customer}@example.com`);
    const vague = await answerOf(await call(accountErase, await account("personal-data", {})));
    expect(vague).toMatchObject({ status: "declined", reason: "bad-request" });
    const erased = await answerOf(
      await call(accountErase, await account("personal-data", { confirm: true })),
    );
    expect(erased).toMatchObject({ status: "done", membership: { status: "none" } });
    const nothing = await call(accountData, await account("personal-data"));
    expect(await nothing.text()).not.toContain(`c${customer}@example.com`);
  });

  test("knows nobody without a customer", async () => {
    const guest = await checkoutRequest({
      path: "membership",
      customer: null,
      body: { consents: ["program"] },
    });
    expect(await answerOf(await call(accountJoin, guest))).toMatchObject({ reason: "not-a-member" });
  });
});

describe("the storefront", () => {
  test("joins by a plain form and leads back", async () => {
    const joined = await call(proxyJoin, form("membership", { consent_program: "on", consent_sms: "on" }));
    expect([joined.status, joined.headers.get("Location")]).toEqual([303, "/pages/club#vafa-joined"]);
    const view = await call(
      proxyMembership,
      proxyRequest({ path: "membership", customer: String(customer) }),
    );
    expect(membershipView.parse(await view.json())).toMatchObject({ status: "active" });
  });

  test("leads back with the reason of a refusal", async () => {
    const without = await call(proxyJoin, form("membership", {}));
    expect(without.headers.get("Location")).toBe(
      "/pages/club?vafa_declined=bad-request#vafa-membership-bad-request",
    );
    const guest = await call(proxyLeave, form("membership/leave", {}, ""));
    expect(guest.headers.get("Location")).toContain("vafa_declined=not-a-member");
  });

  test("withdraws consents one by one, and with the program's the membership", async () => {
    await call(proxyJoin, form("membership", { consent_program: "on", consent_email: "on" }));
    const email = await call(proxyConsent, form("consents", { purpose: "email", granted: "no" }));
    expect(email.headers.get("Location")).toBe("/pages/club#vafa-consented");
    const program = await call(proxyConsent, form("consents", { purpose: "program", granted: "no" }));
    expect(program.status).toBe(303);
    const view = await call(
      proxyMembership,
      proxyRequest({ path: "membership", customer: String(customer) }),
    );
    expect(membershipView.parse(await view.json())).toMatchObject({ status: "left" });
  });
});
