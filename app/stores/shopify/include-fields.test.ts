/** shopify.app.toml asks for exactly the fields that are read, so that nothing more is sent to us and stored, and nothing is missing. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { testFingerprint } from "../../testing/fingerprint";
import { orderPayload } from "../../testing/order-payload";
import { plainOrder } from "../../testing/shopify-orders";
import { restShape } from "../../testing/shopify-rest-shape";
import { asSubscribed, fieldsOfTopics } from "../../testing/shopify-subscriptions";
import { including } from "./include-fields";
import { meanings, readEventWith } from "./read-event";

const readEvent = readEventWith({ fingerprint: testFingerprint });

/** What a schema stands for beneath "may be absent", "a list of" and what is made of it. */
function bare(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return bare(schema.unwrap());
  if (schema instanceof z.ZodArray) return bare(schema.element);
  if (schema instanceof z.ZodPipe) return bare(schema.in);
  return schema;
}

const shapeOf = (schema: z.core.$ZodType) => {
  const inside = bare(schema);
  return inside instanceof z.ZodObject ? Object.entries<z.core.$ZodType>(inside.shape) : null;
};

/** The fields a schema reads, as Shopify writes them. One level below the payload is all that Shopify documents ("variants.price"); what lies deeper comes whole. */
const fieldsRead = (schema: z.ZodType): string[] =>
  (shapeOf(schema) ?? []).flatMap(
    ([name, inner]) => shapeOf(inner)?.map(([below]) => `${name}.${below}`) ?? [name],
  );

/**
 * Shopify drops a payload that is equal to one it sent a moment ago, so each says something that no other says. States of orders do by themselves; these are asked for beside
 * what is read.
 */
const tellingApart: Readonly<Record<string, readonly string[]>> = {
  "orders/edited": ["order_edit.id", "order_edit.created_at"],
  "refunds/create": ["id", "created_at"],
  "customers/create": ["updated_at"],
  "customers/update": ["updated_at"],
};

const topics = Object.keys(meanings).filter((topic) =>
  /^(orders|refunds|customers)\/(paid|updated|cancelled|edited|create|update)$/.test(topic),
);

describe("shopify.app.toml", () => {
  test.each(topics)(
    "asks for exactly what is read of %s, and what tells one message from the next",
    (topic) => {
      const schema = meanings[topic]?.schema;
      if (!schema) throw new Error("nothing reads it");
      const wanted = [...fieldsRead(schema), ...(tellingApart[topic] ?? [])];
      expect([...(fieldsOfTopics.get(topic) ?? [])].sort()).toEqual(wanted.sort());
    },
  );

  test("cuts nothing else", () => {
    expect([...fieldsOfTopics.keys()].sort()).toEqual([...topics].sort());
  });

  test("asks for the moment of every state, without which two states may look the same to Shopify", () => {
    for (const topic of ["orders/paid", "orders/updated", "orders/cancelled"])
      expect(fieldsOfTopics.get(topic)).toContain("updated_at");
  });
});

const orders: readonly (readonly [string, string])[] = [
  ["an order with every sort of line", JSON.stringify(restShape(plainOrder))],
  ["an order of a guest", JSON.stringify({ ...restShape(plainOrder), customer: null })],
  [
    "an order with a code and a refund",
    orderPayload({
      id: 9,
      code: { code: "TEN", amount: "10.00" },
      quantity: 3,
      returned: { quantity: 1, subtotal: "96.67" },
      status: "partially_refunded",
    }),
  ],
];

describe("a payload that is cut to the fields of its subscription", () => {
  test.each(orders)("means the same: %s", (_, text) => {
    for (const topic of ["orders/paid", "orders/updated", "orders/cancelled"]) {
      const whole = readEvent(topic, text);
      expect(whole.kind).toBe("order");
      expect(readEvent(topic, JSON.stringify(asSubscribed(topic, JSON.parse(text))))).toEqual(whole);
    }
  });
});

describe("including fields", () => {
  test("keeps what is named, whole or in part, in objects and in lists", () => {
    const payload = {
      id: 1,
      note: "x",
      customer: { id: 2, email: "e", tags: { a: 1 } },
      lines: [{ id: 3, sku: "s" }, { id: 4 }],
    };
    expect(including(payload, ["id", "customer.id", "customer.tags", "lines.id", "absent"])).toEqual({
      id: 1,
      customer: { id: 2, tags: { a: 1 } },
      lines: [{ id: 3 }, { id: 4 }],
    });
  });

  test("leaves what is null or empty as it is", () => {
    expect(including({ customer: null, lines: [] }, ["customer.id", "lines.id"])).toEqual({
      customer: null,
      lines: [],
    });
  });

  test("changes nothing that it has done before", () => {
    const names = fc.subarray(["a", "b.c", "b.d", "e"]);
    fc.assert(
      fc.property(fc.jsonValue(), names, (value, wanted) => {
        const once = including({ a: value, b: [value, { c: value, d: 1 }], e: 1, f: 2 }, wanted);
        expect(including(once, wanted)).toEqual(once);
      }),
    );
  });
});
