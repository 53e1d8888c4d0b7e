// @vitest-environment node
/** The discount function as Shopify runs it: asks what the schema has, answers what it takes, in the engine of its kind, within its limits. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import {
  buildClientSchema,
  coerceInputValue,
  type GraphQLSchema,
  type IntrospectionQuery,
  isInputObjectType,
  Kind,
  parse,
  validate,
  visit,
} from "graphql";
import { getQuickJS, type QuickJSContext } from "quickjs-emscripten";
import { parse as parseToml } from "smol-toml";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { DISCOUNT_FUNCTION } from "../../app/contract/discount-config";
import { METAFIELDS } from "../../app/contract/member-snapshot";
import { bundleFunction, COST_LIMIT, estimatedCost, GLOBAL, SIZE_LIMIT } from "./bundle";

const here = fileURLToPath(new URL(".", import.meta.url));
const script = bundleFunction(here);

const config = z
  .object({
    api_version: z.string(),
    extensions: z.array(
      z.object({
        handle: z.string(),
        targeting: z.array(z.object({ target: z.string(), input_query: z.string(), export: z.string() })),
      }),
    ),
  })
  .parse(parseToml(readFileSync(`${here}/shopify.extension.toml`, "utf8")));
const targeting = config.extensions[0]?.targeting ?? [];
const queryOf = (target: string) =>
  readFileSync(`${here}/${targeting.find((one) => one.target === target)?.input_query}`, "utf8");

const LINES = "cart.lines.discounts.generate.run";
const DELIVERY = "cart.delivery-options.discounts.generate.run";
const resultTypes: Record<string, string> = {
  [LINES]: "CartLinesDiscountsGenerateRunResult",
  [DELIVERY]: "CartDeliveryOptionsDiscountsGenerateRunResult",
};

let schema: GraphQLSchema;
let engine: QuickJSContext;
beforeAll(async () => {
  const packed = readFileSync("app/sandbox/data/functions-discount-2026-07.json.gz");
  const file = z
    .object({ data: z.custom<IntrospectionQuery>((value) => typeof value === "object" && value !== null) })
    .parse(JSON.parse(gunzipSync(packed).toString("utf8")));
  schema = buildClientSchema(file.data, { assumeValid: true });
  engine = (await getQuickJS()).newContext();
  engine.unwrapResult(engine.evalCode(script)).dispose();
});
afterAll(() => engine.dispose());

/** As Shopify does: JSON in, JSON out, nothing else of the world. */
function run(target: string, input: object): unknown {
  const name = target === LINES ? "cartLinesDiscountsGenerateRun" : "cartDeliveryOptionsDiscountsGenerateRun";
  const code = `JSON.stringify(${GLOBAL}.${name}(JSON.parse(${JSON.stringify(JSON.stringify(input))})))`;
  const handle = engine.unwrapResult(engine.evalCode(code));
  const text = engine.getString(handle);
  handle.dispose();
  return JSON.parse(text);
}

const input = (jsonValue: unknown, change: object = {}) => ({
  discount: { discountClasses: ["ORDER", "SHIPPING"] },
  localization: { language: { isoCode: "FA" } },
  cart: {
    deliveryGroups: [{ id: "gid://shopify/CartDeliveryGroup/1" }],
    buyerIdentity: { customer: { standing: { jsonValue } } },
  },
  ...change,
});
const gold = {
  version: 3,
  tier: { id: "gold", name: { en: "Gold", fa: "طلایی" }, multiplierBp: 15_000 },
  benefits: { percentOffBp: 1_250, freeShipping: true },
};

test("asks only for what Shopify's schema has, and for the metafield that the app pushes", () => {
  for (const { target } of targeting) {
    const document = parse(queryOf(target));
    expect(validate(schema, document).map(({ message }) => message)).toEqual([]);
    const { namespace, standing } = METAFIELDS;
    expect(queryOf(target)).toContain(`metafield(namespace: "${namespace}", key: "${standing.key}")`);
  }
});

test("stands under the handle, the version and the targets that the app names", () => {
  expect(config.api_version).toBe("2026-07");
  expect(config.extensions.map(({ handle }) => handle)).toEqual([DISCOUNT_FUNCTION]);
  expect(targeting.map(({ target }) => target)).toEqual([LINES, DELIVERY]);
});

test("takes the tier's percentage off the order and says the tier in the shopper's language", () => {
  expect(run(LINES, input(gold))).toEqual({
    operations: [
      {
        orderDiscountsAdd: {
          selectionStrategy: "FIRST",
          candidates: [
            {
              message: "طلایی",
              targets: [{ orderSubtotal: { excludedCartLineIds: [] } }],
              value: { percentage: { value: "12.5" } },
            },
          ],
        },
      },
    ],
  });
});

test("makes the delivery of every group free, in English where the tier has no other name", () => {
  const arabic = { localization: { language: { isoCode: "AR" } } };
  expect(run(DELIVERY, input(gold, arabic))).toMatchObject({
    operations: [
      {
        deliveryDiscountsAdd: {
          candidates: [
            {
              message: "Gold",
              targets: [{ deliveryGroup: { id: "gid://shopify/CartDeliveryGroup/1" } }],
              value: { percentage: { value: "100" } },
            },
          ],
        },
      },
    ],
  });
});

describe("gives nothing", () => {
  const nothing = { operations: [] };
  test.each([
    ["to a guest", input(gold, { cart: { deliveryGroups: [{ id: "1" }], buyerIdentity: null } })],
    [
      "to a customer who is no member",
      input(gold, {
        cart: { deliveryGroups: [{ id: "1" }], buyerIdentity: { customer: { standing: null } } },
      }),
    ],
    ["for a tier without benefits", input({ ...gold, benefits: { percentOffBp: 0, freeShipping: false } })],
    ["from a snapshot of older days", input({ version: 1, tier: gold.tier })],
    ["when the discount is not of that class", input(gold, { discount: { discountClasses: ["PRODUCT"] } })],
  ])("%s", (_what, given) => {
    expect(run(LINES, given)).toEqual(nothing);
    expect(run(DELIVERY, given)).toEqual(nothing);
  });
});

test("whatever stands in the metafield, the answer is one that Shopify takes", () => {
  const benefits = fc.record({
    percentOffBp: fc.oneof(fc.integer(), fc.double(), fc.string()),
    freeShipping: fc.anything(),
  });
  const standing = fc.oneof(fc.jsonValue(), fc.record({ benefits, tier: fc.jsonValue() }));
  fc.assert(
    fc.property(standing, (value) => {
      for (const { target } of targeting) {
        const type = schema.getType(resultTypes[target] ?? "");
        if (!isInputObjectType(type)) throw new Error(`no result type of ${target}`);
        const wrong: string[] = [];
        const answer = run(target, JSON.parse(JSON.stringify(input(value ?? null))));
        coerceInputValue(answer, type, (path, _value, error) =>
          wrong.push(`${path.join(".")}: ${error.message}`),
        );
        expect(wrong).toEqual([]);
      }
    }),
    { numRuns: 150 },
  );
});

/** Fields the query asks for, leaves and objects alike. */
function fieldsOf(query: string): number {
  const names: string[] = [];
  visit(parse(query), {
    enter: (node) => {
      if (node.kind === Kind.FIELD) names.push(node.name.value);
    },
  });
  return names.length;
}

test("is small, and costs the same whatever the cart holds", () => {
  for (const { target } of targeting) {
    expect(queryOf(target)).not.toMatch(/\blines\b/);
    const cost = estimatedCost(fieldsOf(queryOf(target)));
    process.stdout.write(`${target}: about ${cost.toFixed(2)} M instructions (limit ${COST_LIMIT} M)\n`);
    expect(cost).toBeLessThan(COST_LIMIT / 10);
  }
  const bytes = Buffer.byteLength(script);
  process.stdout.write(
    `loyalty-discount: ${(bytes / 1024).toFixed(1)} KB of script (limit ${SIZE_LIMIT / 1024} KB)\n`,
  );
  expect(bytes).toBeLessThan(SIZE_LIMIT / 10);
});
