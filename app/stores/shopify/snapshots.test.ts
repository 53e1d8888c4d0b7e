/** Laws of pushing to the storefront: contract's keys, at most 25 metafields a call, and one member who is gone holds up no other. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { type MemberSnapshot, memberSnapshot } from "../../contract/member-snapshot";
import type { ProgramSummary } from "../../contract/program-summary";
import { customerId } from "../../loyalty/brand";
import { type Asked, adminApi, data, testLine } from "../../testing/admin-api-line";
import { shopifyStore } from "./shopify-store";

const api = adminApi();
beforeAll(() => api.server.listen({ onUnhandledRequest: "error" }));
afterEach(() => api.server.resetHandlers());
afterAll(() => api.server.close());

const store = shopifyStore(testLine());
const snapshot: MemberSnapshot = {
  balance: 120,
  pending: 30,
  standing: {
    version: 4,
    tier: null,
    benefits: { percentOffBp: 0, freeShipping: false },
    progress: null,
    grace: null,
    comeback: null,
    reserved: 0,
    nextExpiry: null,
  },
};
const members = (n: number) =>
  Array.from({ length: n }, (_, index) => ({ customerId: customerId(String(index + 1)), snapshot }));

const fields = z.array(
  z.object({
    ownerId: z.string(),
    namespace: z.string(),
    key: z.string(),
    type: z.string(),
    value: z.string(),
  }),
);
const sentIn = (asked: Asked | undefined) => fields.parse(asked?.variables.metafields);
const ownersIn = (asked: Asked) => [
  ...new Set(sentIn(asked).map(({ ownerId }) => ownerId.split("/").at(-1))),
];
const isPush = ({ query }: Asked) => query.includes("SetMetafields");

/** A Shopify that knows all customers but `gone` and takes nothing for `refused`. */
function shopify({ gone = [], refused = [] }: { gone?: string[]; refused?: string[] } = {}) {
  api.answers((asked) => {
    if (!isPush(asked)) {
      const ids = z.array(z.string()).parse(asked.variables.ids);
      return data({ nodes: ids.map((id) => (gone.includes(id.split("/").at(-1) ?? "") ? null : { id })) });
    }
    const sent = sentIn(asked);
    const bad = sent.findIndex(({ ownerId }) =>
      [...gone, ...refused].includes(ownerId.split("/").at(-1) ?? ""),
    );
    const error = {
      code: "INVALID",
      elementIndex: bad,
      field: ["metafields", String(bad), "ownerId"],
      message: "no",
    };
    return data({ metafieldsSet: { metafields: bad < 0 ? [] : null, userErrors: bad < 0 ? [] : [error] } });
  });
}

describe("snapshots", () => {
  test("are the contract's three metafields of each customer, as text", async () => {
    shopify();
    await store.pushSnapshots(members(1));
    expect(sentIn(api.calls[0])).toEqual([
      {
        ownerId: "gid://shopify/Customer/1",
        namespace: "$app",
        key: "balance",
        type: "number_integer",
        value: "120",
      },
      {
        ownerId: "gid://shopify/Customer/1",
        namespace: "$app",
        key: "pending",
        type: "number_integer",
        value: "30",
      },
      {
        ownerId: "gid://shopify/Customer/1",
        namespace: "$app",
        key: "standing",
        type: "json",
        value: JSON.stringify(snapshot.standing),
      },
    ]);
    expect(memberSnapshot.parse(snapshot)).toEqual(snapshot);
  });

  test("go eight members a call, because Shopify takes 25 metafields", async () => {
    shopify();
    expect(await store.pushSnapshots(members(20))).toEqual({ gone: [] });
    expect(api.calls.map((call) => sentIn(call).length)).toEqual([24, 24, 12]);
  });

  test("of customers that are gone are told, and the others of the call are pushed", async () => {
    shopify({ gone: ["2", "5"] });
    expect(await store.pushSnapshots(members(6))).toEqual({ gone: ["2", "5"] });
    expect(ownersIn(api.calls.filter(isPush).at(-1) as Asked)).toEqual(["1", "3", "4", "6"]);
  });

  test("that Shopify does not take fail by name, after the others are pushed", async () => {
    shopify({ refused: ["3"], gone: ["1"] });
    await expect(store.pushSnapshots(members(10))).rejects.toThrow(/3 \(INVALID/);
    const pushes = api.calls.filter(isPush).map(ownersIn);
    expect(pushes.at(-2)).toEqual(["2", "4", "5", "6", "7", "8"]);
    expect(pushes.at(-1)).toEqual(["9", "10"]);
  });

  test("of nobody ask nothing", async () => {
    shopify();
    expect(await store.pushSnapshots([])).toEqual({ gone: [] });
    expect(api.calls).toHaveLength(0);
  });
});

describe("the program", () => {
  const summary: ProgramSummary = {
    version: 3,
    currency: "GBP",
    exponent: 2,
    pointsName: { en: "points" },
    earning: { points: 1, perMinor: 100, rounding: "down" },
    tiers: [],
    minimumPoints: 0,
    rewards: [],
    personalOffers: false,
    forms: [],
    referral: null,
    membership: "automatic",
  };
  const installation = () => data({ currentAppInstallation: { id: "gid://shopify/AppInstallation/77" } });

  test("is one metafield of our own installation", async () => {
    api.answers(installation, () => data({ metafieldsSet: { metafields: [], userErrors: [] } }));
    await store.pushProgram(summary);
    expect(sentIn(api.calls[1])).toEqual([
      {
        ownerId: "gid://shopify/AppInstallation/77",
        namespace: "vafa",
        key: "program",
        type: "json",
        value: JSON.stringify(summary),
      },
    ]);
  });

  test("that Shopify does not take is tried again by whoever sent it", async () => {
    const error = { code: "TOO_LONG", field: ["metafields", "0", "value"], message: "too long" };
    api.answers(installation, () => data({ metafieldsSet: { metafields: null, userErrors: [error] } }));
    await expect(store.pushProgram(summary)).rejects.toThrow("TOO_LONG");
  });
});
