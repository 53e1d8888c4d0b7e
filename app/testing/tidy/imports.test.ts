/** Each house rule catches what it is for. A rule that never failed anywhere proves nothing. */
import { describe, expect, test } from "vitest";
import { houseOf, type Rule } from "./house";
import { importDirection, sandboxApart } from "./import-direction";
import { pureRooms } from "./pure-rooms";
import { environmentInOnePlace, packagesInTheirPlace } from "./who-knows-what";

const find = (rule: Rule, files: Record<string, string>) => rule.look(houseOf(files)).findings;

describe("the import direction", () => {
  test.each([
    ["the core upwards", "app/loyalty/points.ts", "../contract/x"],
    ["the database sideways", "app/db/members.ts", "../stores/store"],
    ["a service its caller", "app/services/enroll-member.ts", "../jobs/worker"],
    ["a component the database", "app/components/member-card.tsx", "../db/members"],
    ["an extension the database", "extensions/loyalty-checkout/src/a.tsx", "../../../app/db/members"],
    ["the core a whole room", "app/loyalty/points.ts", "../i18n"],
    ["the core the log", "app/loyalty/points.ts", "../log.server"],
    ["a service a file that puts the parts together", "app/services/enroll-member.ts", "../shopify.server"],
    ["the bridge the store port", "woocommerce-bridge/src/a.ts", "../../app/stores/store"],
    ["the bridge the log", "woocommerce-bridge/src/a.ts", "../../app/log.server"],
    ["a service the bridge", "app/services/a.ts", "../../woocommerce-bridge/src/client"],
    ["a room that is not planned anything", "app/helpers/x.ts", "./y"],
  ])("does not let %s import", (_who, path, specifier) => {
    expect(find(importDirection, { [path]: `import { x } from "${specifier}";` })).toHaveLength(1);
  });

  test.each([
    ["app/routes/app._index.tsx", "../services/enroll-member"],
    ["app/routes/app._index.tsx", "../shopify.server"],
    ["app/services/enroll-member.ts", "../log.server"],
    ["app/services/enroll-member.test.ts", "../testing/browser"],
    ["app/loyalty/ledger/post.ts", "../points"],
    ["app/services/read-standing.ts", "../i18n"],
    ["extensions/loyalty-checkout/src/a.tsx", "../../../app/contract/redemption-api"],
    ["woocommerce-bridge/src/a.ts", "../../app/loyalty/order"],
    ["app/stores/woocommerce/a.ts", "../../../woocommerce-bridge/src/client"],
    ["app/sandbox/entry.ts", "../contract/member-snapshot"],
  ])("lets %s import %s", (path, specifier) => {
    expect(find(importDirection, { [path]: `import { x } from "${specifier}";` })).toEqual([]);
  });

  test("sees imports that are exports, dynamic, or of types", () => {
    const path = "app/loyalty/points.ts";
    expect(find(importDirection, { [path]: `export * from "../db/x";` })).toHaveLength(1);
    expect(find(importDirection, { [path]: `const x = await import("../db/x");` })).toHaveLength(1);
    expect(find(importDirection, { [path]: `import type { X } from "../db/x";` })).toHaveLength(1);
    expect(find(importDirection, { [path]: `type X = import("../db/x").X;` })).toHaveLength(1);
  });

  test("keeps the sandbox apart, from tests too", () => {
    const text = `import { x } from "../sandbox/state/store";`;
    expect(find(sandboxApart, { "app/services/a.test.ts": text, "app/sandbox/b.ts": text })).toHaveLength(1);
  });
});

describe("the pure rooms", () => {
  test.each([
    "export const now = () => Date.now();",
    "export const now = () => new Date();",
    "export const chance = () => Math.random();",
    "export const now = () => Temporal.Now.instant();",
    "export const text = (n: number) => n.toLocaleString();",
    "export const format = new Intl.NumberFormat();",
    "export const mode = process.env.NODE_ENV;",
    "export const id = () => crypto.randomUUID();",
    'import { createHash } from "node:crypto";',
    'import { Decimal } from "decimal.js";',
  ])("do not contain %s", (text) => {
    expect(find(pureRooms, { "app/loyalty/a.ts": text })).not.toEqual([]);
  });

  test("hold the bridge's translation, but not what speaks with the store", () => {
    const text = "export const now = () => Date.now();";
    expect(find(pureRooms, { "woocommerce-bridge/src/translate-order.ts": text })).toHaveLength(1);
    expect(find(pureRooms, { "woocommerce-bridge/src/client.ts": text })).toEqual([]);
  });

  test("may speak of such things in comments, strings, keys and parameters", () => {
    const text = `// Date.now\nexport const a = (process: string) => ({ crypto: "Math.random" + process, at: new Date(0) });`;
    expect(find(pureRooms, { "app/loyalty/a.ts": text.replace("+ process", "") })).toEqual([]);
  });

  test("may import Temporal and zod", () => {
    const text =
      'import { Temporal } from "temporal-polyfill"; import * as z from "zod/mini"; export { Temporal, z };';
    expect(find(pureRooms, { "app/contract/a.ts": text })).toEqual([]);
  });
});

describe("who knows what", () => {
  test.each([
    ["app/services/a.ts", "@prisma/client"],
    ["app/services/a.ts", "@shopify/shopify-api"],
    ["app/routes/a.tsx", "@shopify/shopify-api"],
    ["app/services/a.ts", "@remix-run/node"],
    ["app/services/a.ts", "@shopify/polaris"],
    ["app/stores/woocommerce/a.ts", "@woocommerce/woocommerce-rest-api"],
    ["app/routes/a.tsx", "pg"],
  ])("%s does not know %s", (path, name) => {
    expect(find(packagesInTheirPlace, { [path]: `import { x } from "${name}";` })).toHaveLength(1);
  });

  test.each([
    ["app/db/a.ts", "@prisma/client"],
    ["app/stores/shopify/a.ts", "@shopify/shopify-api"],
    ["app/shopify.server.ts", "@shopify/shopify-app-remix/server"],
    ["app/routes/app.tsx", "@shopify/shopify-app-remix/react"],
    ["app/components/a.tsx", "@shopify/polaris"],
    ["extensions/loyalty-checkout/src/a.tsx", "@shopify/ui-extensions/preact"],
  ])("%s knows %s", (path, name) => {
    expect(find(packagesInTheirPlace, { [path]: `import { x } from "${name}";` })).toEqual([]);
  });

  test("the environment is read in one place", () => {
    const findings = find(environmentInOnePlace, {
      "app/env.server.ts": "export const a = process.env.A;",
      "app/services/a.ts": "export const a = process.env.A;",
      "app/services/b.ts": 'export const b = process["env"].B;',
      "app/services/c.ts": "const { env } = process; export { env };",
    });
    expect(findings).toHaveLength(3);
  });
});
