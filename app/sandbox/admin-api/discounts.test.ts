/** Discount codes: made, changed, ended and deleted with Shopify's user errors. */
import { describe, expect, test } from "vitest";
import { EMMA, NOON, TEHRAN_SHOP, testShop } from "../testing/shop";

const CREATE = `mutation ($discount: DiscountCodeBasicInput!) { discountCodeBasicCreate(basicCodeDiscount: $discount) {
  codeDiscountNode { id codeDiscount { ... on DiscountCodeBasic { title status usageLimit appliesOncePerCustomer asyncUsageCount endsAt
    codes(first: 1) { nodes { code createdBy { id } } } combinesWith { orderDiscounts productDiscounts shippingDiscounts }
    context { __typename ... on DiscountCustomers { customers { id } } }
    customerGets { value { ... on DiscountAmount { amount { amount currencyCode } } } }
    minimumRequirement { ... on DiscountMinimumSubtotal { greaterThanOrEqualToSubtotal { amount } } } } } }
  userErrors { code field message } } }`;

const reward = {
  title: "£5 off",
  code: "VAFA-1",
  startsAt: new Date(NOON).toISOString(),
  endsAt: new Date(NOON + 3_600_000).toISOString(),
  usageLimit: 1,
  appliesOncePerCustomer: true,
  context: { customers: { add: [`gid://shopify/Customer/${EMMA}`] } },
  customerGets: {
    value: { discountAmount: { amount: "5.00", appliesOnEachItem: false } },
    items: { all: true },
  },
  combinesWith: { shippingDiscounts: true },
  minimumRequirement: { subtotal: { greaterThanOrEqualToSubtotal: "20.0" } },
};

const answerOf = (data: unknown, name: string) => JSON.parse(JSON.stringify(data))[name];

async function create(world: ReturnType<typeof testShop>, change: object = {}) {
  const { data, errors } = await world.ask(CREATE, { discount: { ...reward, ...change } });
  expect(errors).toEqual([]);
  return answerOf(data, "discountCodeBasicCreate");
}

describe("creating", () => {
  test("a code is bound to its customer, its deadline, its one use and its minimum", async () => {
    const made = await create(testShop());
    expect(made.userErrors).toEqual([]);
    expect(made.codeDiscountNode.codeDiscount).toEqual({
      title: "£5 off",
      status: "ACTIVE",
      usageLimit: 1,
      appliesOncePerCustomer: true,
      asyncUsageCount: 0,
      endsAt: "2026-11-22T13:00:00Z",
      codes: { nodes: [{ code: "VAFA-1", createdBy: { id: "gid://shopify/App/184320001" } }] },
      combinesWith: { orderDiscounts: false, productDiscounts: false, shippingDiscounts: true },
      context: { __typename: "DiscountCustomers", customers: [{ id: `gid://shopify/Customer/${EMMA}` }] },
      customerGets: { value: { amount: { amount: "5.0", currencyCode: "GBP" } } },
      minimumRequirement: { greaterThanOrEqualToSubtotal: { amount: "20.0" } },
    });
  });

  test("a code that exists is TAKEN, whatever its case", async () => {
    const world = testShop();
    await create(world);
    const again = await create(world, { code: "vafa-1" });
    expect(again).toEqual({
      codeDiscountNode: null,
      userErrors: [
        {
          code: "TAKEN",
          field: ["basicCodeDiscount", "code"],
          message: "Code must be unique. Please try a different code.",
        },
      ],
    });
  });

  test.each([
    [{ title: "" }, "BLANK", "title"],
    [{ code: "" }, "BLANK", "code"],
    [{ endsAt: new Date(NOON - 1).toISOString() }, "END_DATE_BEFORE_START_DATE", "endsAt"],
    [{ usageLimit: 0 }, "GREATER_THAN", "usageLimit"],
    [{ context: { customers: { add: ["gid://shopify/Customer/404"] } } }, "INVALID", "context"],
    [{ context: null }, "BLANK", "customerSelection"],
    [
      { customerGets: { value: { discountAmount: { amount: "0" } }, items: { all: true } } },
      "GREATER_THAN",
      "customerGets",
    ],
    [
      { customerGets: { value: { percentage: 1.5 }, items: { all: true } } },
      "VALUE_OUTSIDE_RANGE",
      "customerGets",
    ],
    [
      {
        minimumRequirement: {
          subtotal: { greaterThanOrEqualToSubtotal: "1" },
          quantity: { greaterThanOrEqualToQuantity: "1" },
        },
      },
      "MINIMUM_SUBTOTAL_AND_QUANTITY_RANGE_BOTH_PRESENT",
      "minimumRequirement",
    ],
  ])("a wish that is no good is a user error and writes nothing: %j", async (change, code, field) => {
    const world = testShop();
    const { codeDiscountNode, userErrors } = await create(world, change);
    expect(codeDiscountNode).toBeNull();
    expect(userErrors[0]).toMatchObject({ code });
    expect(userErrors[0].field.slice(0, 2)).toEqual(["basicCodeDiscount", field]);
    expect(world.store.discounts(world.shop.domain)).toEqual([]);
  });

  test("what is not emulated is refused by name", async () => {
    const { errors } = await testShop().ask(CREATE, {
      discount: { ...reward, context: { customerSegments: { add: ["gid://shopify/Segment/1"] } } },
    });
    expect(errors[0]?.message).toBe(
      "The sandbox does not emulate basicCodeDiscount.context.customerSegments.",
    );
  });

  test("a currency without decimals takes whole amounts", async () => {
    const world = testShop(TEHRAN_SHOP);
    const customers = { add: [`gid://shopify/Customer/${world.emma.id}`] };
    const value = { discountAmount: { amount: "500000" } };
    await create(world, {
      context: { customers },
      customerGets: { value, items: { all: true } },
      minimumRequirement: null,
    });
    expect(world.store.discounts(world.shop.domain)[0]?.value).toMatchObject({ amountMinor: 500_000 });
  });
});

describe("afterwards", () => {
  const acts = {
    deactivate:
      "mutation ($id: ID!) { discountCodeDeactivate(id: $id) { codeDiscountNode { codeDiscount { ... on DiscountCodeBasic { status } } } userErrors { code } } }",
    delete:
      "mutation ($id: ID!) { discountCodeDelete(id: $id) { deletedCodeDiscountId userErrors { code message } } }",
    update:
      "mutation ($id: ID!, $discount: DiscountCodeBasicInput!) { discountCodeBasicUpdate(id: $id, basicCodeDiscount: $discount) { codeDiscountNode { codeDiscount { ... on DiscountCodeBasic { usageLimit endsAt combinesWith { orderDiscounts shippingDiscounts } } } } userErrors { code } } }",
    find: "query ($code: String!) { codeDiscountNodeByCode(code: $code) { id } }",
  };

  test("a deactivated code has expired", async () => {
    const world = testShop();
    const { id } = (await create(world)).codeDiscountNode;
    const { data } = await world.ask(acts.deactivate, { id });
    expect(answerOf(data, "discountCodeDeactivate")).toEqual({
      codeDiscountNode: { codeDiscount: { status: "EXPIRED" } },
      userErrors: [],
    });
  });

  test("a deleted code is gone and free again", async () => {
    const world = testShop();
    const { id } = (await create(world)).codeDiscountNode;
    expect((await world.ask(acts.find, { code: "vafa-1" })).data).toEqual({ codeDiscountNodeByCode: { id } });
    await world.ask(acts.delete, { id });
    expect((await world.ask(acts.find, { code: "vafa-1" })).data).toEqual({ codeDiscountNodeByCode: null });
    const { data } = await world.ask(acts.delete, { id });
    expect(answerOf(data, "discountCodeDelete").userErrors[0].message).toBe("Code discount does not exist.");
    expect((await create(world)).userErrors).toEqual([]);
  });

  test("an update changes what it names and keeps the rest", async () => {
    const world = testShop();
    const { id } = (await create(world)).codeDiscountNode;
    const discount = { combinesWith: { orderDiscounts: true }, endsAt: null };
    const { data } = await world.ask(acts.update, { id, discount });
    expect(answerOf(data, "discountCodeBasicUpdate").codeDiscountNode.codeDiscount).toEqual({
      usageLimit: 1,
      endsAt: null,
      // Shopify's input defaults what combinesWith leaves out to false.
      combinesWith: { orderDiscounts: true, shippingDiscounts: false },
    });
  });

  test("an order that used the code counts as its use", async () => {
    const world = testShop();
    const { id } = (await create(world)).codeDiscountNode;
    world.order({ codes: ["VAFA-1"] });
    const query =
      "query ($id: ID!) { codeDiscountNode(id: $id) { codeDiscount { ... on DiscountCodeBasic { asyncUsageCount } } } }";
    expect((await world.ask(query, { id })).data).toEqual({
      codeDiscountNode: { codeDiscount: { asyncUsageCount: 1 } },
    });
  });
});
