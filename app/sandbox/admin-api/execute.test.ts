/** The emulated Admin API keeps to the official schema, to the scopes it asks for, and never answers null for what it does not know. */
import { describe, expect, test } from "vitest";
import { EMMA, NOON, testShop } from "../testing/shop";
import { readOperation } from "./execute";
import { API_VERSION, adminSchema } from "./schema";

const DAY = 86_400_000;

describe("operations", () => {
  test("an operation is validated against the official schema", () => {
    const reading = readOperation({ query: "{ shop { nmae } }", variables: {}, operationName: null });
    expect(reading).toMatchObject({ ok: false });
    if (!reading.ok) expect(reading.errors[0]?.message).toContain('Cannot query field "nmae" on type "Shop"');
  });

  test("the schema is the one of the version in the address", () => {
    expect(API_VERSION).toBe("2026-07");
    expect(adminSchema().schema.getType("DiscountCodeBasic")).toBeDefined();
  });

  test("a valid field that is not emulated is an error with its name, not a silent null", async () => {
    const { ask } = testShop();
    const { data, errors } = await ask("{ shop { name resourceLimits { maxProductVariants } } }");
    expect(errors[0]).toMatchObject({
      message: "The sandbox does not emulate Shop.resourceLimits.",
      code: "SANDBOX_UNSUPPORTED",
      path: "shop.resourceLimits",
    });
    expect(data?.shop ?? null).toBeNull();
  });

  test("a mutation that is not emulated is an error with its name", async () => {
    const { ask } = testShop();
    const query =
      'mutation { customerDelete(input: {id: "gid://shopify/Customer/1"}) { deletedCustomerId } }';
    const { errors } = await ask(query);
    expect(errors[0]?.message).toBe("The sandbox does not emulate Mutation.customerDelete.");
  });

  test("the whole of an order can be asked for", async () => {
    const { ask, order } = testShop();
    const { id } = order();
    const { data, errors } = await ask(
      `query ($id: ID!) { order(id: $id) {
        id name displayFinancialStatus cancelledAt processedAt taxesIncluded
        customer { id email }
        totalPriceSet { shopMoney { amount currencyCode } }
        lineItems(first: 10) { nodes { id quantity currentQuantity isGiftCard product { id }
          discountAllocations { allocatedAmountSet { shopMoney { amount } } discountApplication { index __typename } }
          taxLines { priceSet { shopMoney { amount } } } } pageInfo { hasNextPage } }
        shippingLines(first: 2) { nodes { originalPriceSet { shopMoney { amount } } } }
        refunds { id }
      } }`,
      { id: `gid://shopify/Order/${id}` },
    );
    expect(errors).toEqual([]);
    expect(data).toMatchObject({
      order: {
        displayFinancialStatus: "PAID",
        totalPriceSet: { shopMoney: { amount: "34.2", currencyCode: "GBP" } },
        lineItems: { nodes: [{ quantity: 2, taxLines: [{ priceSet: { shopMoney: { amount: "4.8" } } }] }] },
      },
    });
  });
});

describe("scopes", () => {
  test("a field whose scope was not granted is denied by name, and the rest is answered", async () => {
    const { ask } = testShop();
    const { data, errors } = await ask("{ shop { name } customers(first: 1) { nodes { id } } }", {}, []);
    expect(data).toBeNull();
    expect(errors[0]).toMatchObject({ code: "ACCESS_DENIED", path: "customers" });
    expect(errors[0]?.message).toBe(
      "Access denied for customers field. Required access: `read_customers` access scope.",
    );
  });

  test("a write scope holds the read", async () => {
    const { ask } = testShop();
    const { errors } = await ask("{ customers(first: 1) { nodes { id } } }", {}, ["write_customers"]);
    expect(errors).toEqual([]);
  });

  test("a node is guarded as what it is", async () => {
    const { ask } = testShop();
    const query = `{ node(id: "gid://shopify/Customer/${EMMA}") { ... on Customer { email } } }`;
    const { errors } = await ask(query, {}, ["read_orders"]);
    expect(errors[0]).toMatchObject({ code: "ACCESS_DENIED" });
  });
});

describe("orders", () => {
  test("without read_all_orders only the last 60 days are there", async () => {
    const world = testShop();
    world.clock.now = NOON - 61 * DAY;
    const old = world.order();
    world.clock.now = NOON;
    const young = world.order();
    const query = "query ($id: ID!) { orders(first: 10) { nodes { name } } order(id: $id) { id } }";
    const variables = { id: `gid://shopify/Order/${old.id}` };
    const few = await world.ask(query, variables, ["read_orders"]);
    expect(few.data).toEqual({ orders: { nodes: [{ name: young.name }] }, order: null });
    const all = await world.ask(query, variables, ["read_orders", "read_all_orders"]);
    expect(all.data).toMatchObject({ orders: { nodes: [{ name: old.name }, { name: young.name }] } });
  });

  test("pages follow their cursors to the end", async () => {
    const world = testShop();
    const names = [1, 2, 3].map(() => world.order().name);
    const query =
      "query ($after: String) { orders(first: 2, after: $after) { nodes { name } pageInfo { hasNextPage endCursor } } }";
    const first = await world.ask(query);
    expect(first.data).toMatchObject({
      orders: { nodes: [{ name: names[0] }, { name: names[1] }], pageInfo: { hasNextPage: true } },
    });
    const after = JSON.parse(JSON.stringify(first.data)).orders.pageInfo.endCursor;
    const second = await world.ask(query, { after });
    expect(second.data).toMatchObject({
      orders: { nodes: [{ name: names[2] }], pageInfo: { hasNextPage: false } },
    });
  });

  test("a page without a size, or with too great a one, is refused", async () => {
    const { ask } = testShop();
    expect((await ask("{ orders { nodes { id } } }")).errors[0]?.message).toBe(
      "you must provide one of first or last",
    );
    expect((await ask("{ orders(first: 251) { nodes { id } } }")).errors[0]?.message).toBe(
      "first cannot exceed 250",
    );
  });

  test("the search knows fields, comparators and brackets, and refuses what it does not know", async () => {
    const world = testShop();
    const emmas = world.order();
    world.order({ customer: world.nasrin });
    const search = async (query: string) => {
      const { data, errors } = await world.ask(
        "query ($q: String) { orders(first: 9, query: $q) { nodes { name } } }",
        {
          q: query,
        },
      );
      return errors[0]?.message ?? JSON.parse(JSON.stringify(data)).orders.nodes.length;
    };
    expect(await search(`customer_id:${EMMA}`)).toBe(1);
    expect(await search(`-customer_id:${EMMA}`)).toBe(1);
    expect(await search(`(customer_id:${EMMA} OR name:nothing) AND financial_status:paid`)).toBe(1);
    expect(await search("created_at:>='2026-11-22T00:00:00Z'")).toBe(2);
    expect(await search("created_at:<2026-11-22")).toBe(0);
    expect(await search(emmas.name)).toBe(1);
    expect(await search("colour:red")).toBe('The sandbox does not search orders by "colour".');
  });
});

test("the cost that is asked for bounds the cost that is charged", async () => {
  const world = testShop();
  world.order();
  const { requestedCost, actualCost } = await world.ask(
    "{ orders(first: 50) { nodes { customer { id } totalPriceSet { shopMoney { amount } } } } }",
  );
  expect(requestedCost).toBe(50 * 4);
  expect(actualCost).toBe(4);
});
