/** Every operation we send is one that Shopify knows, in the version we speak; and the app asks for exactly the scopes they require. */
import { readFileSync } from "node:fs";
import {
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  parse as parseGraphql,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { parse as parseToml } from "smol-toml";
import { beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { type OfficialSchema, readOfficialSchema } from "../../testing/official-schema";
import { operations } from "./operations";

let official: OfficialSchema;
beforeAll(() => {
  official = readOfficialSchema();
});

const toml = z
  .object({
    access_scopes: z.object({ scopes: z.string() }),
    app_proxy: z.object({ url: z.string() }).optional(),
    customer: z.object({ metafields: z.object({}) }).optional(),
    webhooks: z.object({
      api_version: z.string(),
      subscriptions: z.array(z.object({ topics: z.array(z.string()).default([]) })),
    }),
  })
  .parse(parseToml(readFileSync("shopify.app.toml", "utf8")));

/** Scopes of which any one is enough, for everything an operation touches. */
function needsOf(document: string): string[][] {
  const needs: string[][] = [];
  const info = new TypeInfo(official.schema);
  const visitor = visitWithTypeInfo(info, {
    Field() {
      const parent = info.getParentType();
      const field = info.getFieldDef();
      if (!parent || !field) return;
      const content = getNamedType(field.type).name.replace(/Connection$/, "");
      for (const name of [`${parent.name}.${field.name}`, content]) {
        const scopes = official.scopes.get(name);
        if (scopes) needs.push([...scopes]);
      }
    },
  });
  visit(parseGraphql(document), visitor);
  return needs;
}

/** A topic's own sentence in the schema says what it requires. */
function needsOfTopic(schema: GraphQLSchema, topic: string): string[] | null {
  const topics = schema.getType("WebhookSubscriptionTopic");
  if (!isEnumType(topics)) throw new Error("the schema has no topics");
  const value = topics.getValue(topic.toUpperCase().replace(/[/.]/, "_"));
  expect(value, `${topic} is a topic of Shopify's`).toBeDefined();
  const text = value?.description ?? "";
  const named = /Requires (?:the|at least one of)[\s\S]*$/.exec(text)?.[0].match(/\b(?:read|write)_\w+/g);
  return named ?? null;
}

const implied = (scope: string) =>
  scope.startsWith("write_") ? [scope, `read_${scope.slice("write_".length)}`] : [scope];

const topics = toml.webhooks.subscriptions.flatMap((subscription) => subscription.topics);

function allNeeds(): string[][] {
  return [
    ...operations.flatMap(({ document }) => needsOf(document)),
    ...topics.flatMap((topic) => {
      const needs = needsOfTopic(official.schema, topic);
      return needs ? [needs] : [];
    }),
    // "Configuring an app proxy requires the write_app_proxy access scope."
    ...(toml.app_proxy ? [["write_app_proxy"]] : []),
    // Metafields ask for "the same access level needed to mutate the owner", and so do their definitions.
    ...(toml.customer ? [["write_customers"]] : []),
  ];
}

describe("operations", () => {
  for (const { name, document } of operations) {
    test(`${name} is valid against Shopify's official schema`, () => {
      const errors = validate(official.schema, parseGraphql(document));
      expect(errors.map(({ message }) => message)).toEqual([]);
    });
  }

  test("none of them asks for a field that Shopify means to take away", () => {
    const info = new TypeInfo(official.schema);
    const outdated: string[] = [];
    const visitor = visitWithTypeInfo(info, {
      Field() {
        const field = info.getFieldDef();
        if (field?.deprecationReason) outdated.push(`${info.getParentType()?.name}.${field.name}`);
      },
    });
    for (const { document } of operations) visit(parseGraphql(document), visitor);
    expect(outdated).toEqual([]);
  });

  test("have names of their own, so that the log can tell them apart", () => {
    const names = operations.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe("the scopes of shopify.app.toml", () => {
  const asked = toml.access_scopes.scopes.split(",").map((scope) => scope.trim());

  test("open everything our operations and topics need", () => {
    const granted = new Set(asked.flatMap(implied));
    const closed = allNeeds().filter((anyOf) => !anyOf.some((scope) => granted.has(scope)));
    expect(closed).toEqual([]);
  });

  test("hold none that could be left out", () => {
    const needs = allNeeds();
    const superfluous = asked.filter((scope) => {
      const rest = new Set(asked.filter((other) => other !== scope).flatMap(implied));
      return needs.every((anyOf) => anyOf.some((need) => rest.has(need)));
    });
    expect(superfluous).toEqual([]);
  });

  test("ask for no write where a read is enough", () => {
    const needs = allNeeds();
    const tooMuch = asked.filter((scope) => {
      if (!scope.startsWith("write_")) return false;
      const weaker = asked.map((other) => (other === scope ? `read_${scope.slice("write_".length)}` : other));
      const granted = new Set(weaker.flatMap(implied));
      return needs.every((anyOf) => anyOf.some((need) => granted.has(need)));
    });
    expect(tooMuch).toEqual([]);
  });
});
