/** Metafields: at most 25 at once, all or none, each of its type, in the app's own namespace. */
import { expect, test } from "vitest";
import { APP_NAMESPACE } from "../state/store";
import { EMMA, testShop } from "../testing/shop";

const SET = `mutation ($metafields: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $metafields) {
  metafields { namespace key type value compareDigest } userErrors { code field message elementIndex } } }`;
const emma = `gid://shopify/Customer/${EMMA}`;
const balance = { ownerId: emma, namespace: "$app", key: "balance", type: "number_integer", value: "120" };

async function set(world: ReturnType<typeof testShop>, ...metafields: object[]) {
  const { data, errors } = await world.ask(SET, { metafields });
  expect(errors).toEqual([]);
  return JSON.parse(JSON.stringify(data)).metafieldsSet;
}

test("the app's own namespace is stored under the app's number, and read as $app by theme and app", async () => {
  const world = testShop();
  const { metafields, userErrors } = await set(world, balance);
  expect(userErrors).toEqual([]);
  expect(metafields[0]).toMatchObject({ namespace: APP_NAMESPACE, key: "balance", value: "120" });
  expect(world.store.metafieldsOf(world.emma).$app?.balance?.value).toBe("120");
  const query = `{ customer(id: "${emma}") { metafield(namespace: "$app", key: "balance") { value jsonValue } } }`;
  expect((await world.ask(query)).data).toEqual({
    customer: { metafield: { value: "120", jsonValue: 120 } },
  });
});

test("setting again replaces the value and keeps the metafield", async () => {
  const world = testShop();
  await set(world, balance);
  const before = world.store.metafield(emma, "$app", "balance");
  await set(world, { ...balance, value: "-5" });
  expect(world.store.metafield(emma, "$app", "balance")).toMatchObject({ id: before?.id, value: "-5" });
});

test.each([
  [{ value: "12.5" }, "INVALID_VALUE", ["metafields", "1", "value"]],
  [{ type: "json", value: "{}" }, "INVALID_TYPE", ["metafields", "1", "type"]],
  [{ ownerId: "gid://shopify/Customer/404" }, "INVALID", ["metafields", "1", "ownerId"]],
  [{ key: "other", type: undefined }, "BLANK", ["metafields", "1", "type"]],
  [{ key: "other", type: "colour" }, "INCLUSION", ["metafields", "1", "value"]],
  [{ key: "standing", type: "json", value: "{" }, "INVALID_VALUE", ["metafields", "1", "value"]],
  [{ namespace: "app--1", key: "other" }, "APP_NOT_AUTHORIZED", ["metafields", "1", "namespace"]],
])("one that is no good keeps all from being written: %j", async (change, code, field) => {
  const world = testShop();
  const { metafields, userErrors } = await set(world, balance, { ...balance, ...change });
  expect(metafields).toEqual([]);
  expect(userErrors[0]).toMatchObject({ code, field, elementIndex: 1 });
  expect(world.store.metafields(emma)).toEqual([]);
});

test("twenty-six are one too many", async () => {
  const world = testShop();
  const { userErrors } = await set(world, ...Array.from({ length: 26 }, () => balance));
  expect(userErrors[0]).toMatchObject({
    code: "LESS_THAN_OR_EQUAL_TO",
    message: "Exceeded the maximum metafields input limit of 25.",
  });
});

test("compare-and-set refuses a value that changed meanwhile", async () => {
  const world = testShop();
  const { metafields } = await set(world, balance);
  await set(world, { ...balance, value: "121" });
  const { userErrors } = await set(world, {
    ...balance,
    value: "122",
    compareDigest: metafields[0].compareDigest,
  });
  expect(userErrors[0]).toMatchObject({ code: "STALE_OBJECT" });
  expect(world.store.metafield(emma, "$app", "balance")?.value).toBe("121");
});

test("a customer's metafields need the scope that changes customers", async () => {
  const { ask } = testShop();
  const { errors } = await ask(SET, { metafields: [balance] }, ["read_customers"]);
  expect(errors[0]).toMatchObject({ code: "ACCESS_DENIED" });
});

test("the installation's metafields need none, and are the program the theme reads", async () => {
  const world = testShop();
  const installed = await world.ask("{ currentAppInstallation { id } }", {}, []);
  const ownerId = JSON.parse(JSON.stringify(installed.data)).currentAppInstallation.id;
  const program = { ownerId, namespace: "vafa", key: "program", type: "json", value: '{"version":1}' };
  const { errors } = await world.ask(SET, { metafields: [program] }, []);
  expect(errors).toEqual([]);
  expect(world.store.programMetafield(world.shop.domain)?.value).toBe('{"version":1}');
});

test("deleting tells what was there, and null for what was not", async () => {
  const world = testShop();
  await set(world, balance);
  const query =
    "mutation ($m: [MetafieldIdentifierInput!]!) { metafieldsDelete(metafields: $m) { deletedMetafields { key } userErrors { message } } }";
  const m = ["balance", "standing"].map((key) => ({ ownerId: emma, namespace: "$app", key }));
  expect((await world.ask(query, { m })).data).toEqual({
    metafieldsDelete: { deletedMetafields: [{ key: "balance" }, null], userErrors: [] },
  });
});
