/** Laws of codes at Shopify (law 5): one customer, one use, until the deadline; made once however often asked; dead when we say so. */
import { coerceInputValue, type GraphQLInputType } from "graphql";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { customerId, instant } from "../../loyalty/brand";
import { currency, minor } from "../../loyalty/money";
import { adminApi, data, page, testLine } from "../../testing/admin-api-line";
import { readOfficialSchema } from "../../testing/official-schema";
import type { CodeOrder } from "../issuance";
import { amountInput } from "./code-inputs";
import { shopifyStore } from "./shopify-store";

const api = adminApi();
beforeAll(() => api.server.listen({ onUnhandledRequest: "error" }));
afterEach(() => api.server.resetHandlers());
afterAll(() => api.server.close());

const store = shopifyStore(testLine());
const REF = "gid://shopify/DiscountCodeNode/9001";

const order: CodeOrder = {
  code: "VAFA-2346-79AC-DEFG",
  title: "£5 off (Vafa VAFA-2346-79AC-DEFG)",
  customerId: customerId("7001"),
  worth: { kind: "amount-off", value: minor(500) },
  currency: currency("GBP"),
  startsAt: instant(Date.parse("2026-11-22T10:00:00Z")),
  endsAt: instant(Date.parse("2026-11-22T11:00:00Z")),
  minimumSubtotal: minor(2_000),
  combinesWith: { orderDiscounts: false, productDiscounts: true, shippingDiscounts: true },
};

const discount = (change: object = {}) => ({
  __typename: "DiscountCodeBasic",
  title: order.title,
  status: "ACTIVE",
  asyncUsageCount: 0,
  usageLimit: 1,
  customerGets: { value: { __typename: "DiscountAmount", amount: { amount: "5.0", currencyCode: "GBP" } } },
  ...change,
});
const created = () => data({ discountCodeBasicCreate: { codeDiscountNode: { id: REF }, userErrors: [] } });
const refused =
  (code: string, field: string[] = ["basicCodeDiscount", "code"]) =>
  () =>
    data({
      discountCodeBasicCreate: {
        codeDiscountNode: null,
        userErrors: [{ code, field, message: `${code} it is` }],
      },
    });
const found =
  (change: object = {}) =>
  () =>
    data({ codeDiscountNodeByCode: { id: REF, codeDiscount: discount(change) } });
const notFound = () => data({ codeDiscountNodeByCode: null });
const killed =
  (change: object = {}) =>
  () =>
    data({
      discountCodeDeactivate: {
        codeDiscountNode: { id: REF, codeDiscount: discount({ status: "EXPIRED", ...change }) },
        userErrors: [],
      },
    });
const notKilled = () =>
  data({
    discountCodeDeactivate: {
      codeDiscountNode: null,
      userErrors: [{ code: "INVALID", field: ["id"], message: "no" }],
    },
  });
const asked = () => api.calls.map(({ query }) => /(?:query|mutation) (\w+)/.exec(query)?.[1]);

describe("issuing a code", () => {
  test("asks for an amount off the order, once, for one customer, with deadline, minimum and combinations", async () => {
    api.answers(created);
    expect(await store.issueCode(order)).toEqual({ status: "issued", storeRef: REF });
    expect(api.calls[0]?.variables.discount).toEqual({
      title: order.title,
      code: order.code,
      startsAt: "2026-11-22T10:00:00.000Z",
      endsAt: "2026-11-22T11:00:00.000Z",
      usageLimit: 1,
      appliesOncePerCustomer: true,
      context: { customers: { add: ["gid://shopify/Customer/7001"] } },
      customerGets: {
        value: { discountAmount: { amount: "5.00", appliesOnEachItem: false } },
        items: { all: true },
      },
      minimumRequirement: { subtotal: { greaterThanOrEqualToSubtotal: "20.00" } },
      combinesWith: order.combinesWith,
    });
  });

  test("is what Shopify's input takes, with and without a minimum", () => {
    const input = readOfficialSchema().schema.getType("DiscountCodeBasicInput");
    for (const minimumSubtotal of [minor(0), minor(2_000)]) {
      const errors: string[] = [];
      coerceInputValue(
        amountInput({ ...order, minimumSubtotal }, minor(500)),
        input as GraphQLInputType,
        (path, _value, error) => errors.push(`${path.join(".")}: ${error.message}`),
      );
      expect(errors).toEqual([]);
    }
  });

  test("again after a lost answer is the same code", async () => {
    api.answers(() => page(502), refused("TAKEN"), found());
    expect(await store.issueCode(order)).toEqual({ status: "issued", storeRef: REF });
    expect(asked()).toEqual(["IssueCode", "IssueCode", "FindCode"]);
  });

  test.each([
    ["another title", { title: "Summer sale" }],
    [
      "another amount",
      {
        customerGets: {
          value: { __typename: "DiscountAmount", amount: { amount: "50.0", currencyCode: "GBP" } },
        },
      },
    ],
    ["a percentage", { customerGets: { value: { __typename: "DiscountPercentage" } } }],
    ["more than one use", { usageLimit: null }],
  ])("taken by %s is a refusal", async (_what, change) => {
    api.answers(refused("TAKEN"), found(change));
    expect(await store.issueCode(order)).toMatchObject({ status: "refused" });
  });

  test("refused for any other reason is a value that says why", async () => {
    api.answers(refused("INVALID", ["basicCodeDiscount", "endsAt"]));
    expect(await store.issueCode(order)).toEqual({
      status: "refused",
      detail: "INVALID: basicCodeDiscount.endsAt: INVALID it is",
    });
  });
});

describe("killing a code", () => {
  test("deactivates it and tells whether it had been used", async () => {
    api.answers(killed());
    expect(await store.killCode(order.code, REF)).toEqual({ used: false });
    api.answers(killed({ asyncUsageCount: 1 }));
    expect(await store.killCode(order.code, REF)).toEqual({ used: true });
  });

  test("finds it by its text when we never heard of its making", async () => {
    api.answers(found(), killed());
    expect(await store.killCode(order.code, null)).toEqual({ used: false });
    expect(asked()).toEqual(["FindCode", "KillCode"]);
  });

  test("that does not exist: it is dead and unused", async () => {
    api.answers(notFound);
    expect(await store.killCode(order.code, null)).toEqual({ used: false });
    api.answers(notKilled, notFound);
    expect(await store.killCode(order.code, REF)).toEqual({ used: false });
  });

  test("that has ended by itself: it is dead", async () => {
    api.answers(notKilled, found({ status: "EXPIRED" }));
    expect(await store.killCode(order.code, REF)).toEqual({ used: false });
  });

  test("that Shopify will not deactivate is not called dead", async () => {
    api.answers(notKilled, found());
    await expect(store.killCode(order.code, REF)).rejects.toThrow("could not be deactivated");
  });

  test("never touches a discount of another kind that happens to have the text", async () => {
    api.answers(found({ __typename: "DiscountCodeApp" }));
    expect(await store.killCode(order.code, null)).toEqual({ used: false });
    expect(asked()).toEqual(["FindCode"]);
  });
});
