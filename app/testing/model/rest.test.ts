/** The model knows one order in which the consequences of an act come: a shop that is held against it must keep to that order, whoever is cut off on the way. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { holdEffects } from "../../db/outbox";
import { sqlOf } from "../../db/transaction";
import { freshDatabase } from "../database";
import { type TestContext, testContext } from "../service-context";
import { storeThat } from "../store-that";
import { House } from "./house";
import { openShop } from "./open-shop";
import { rulesOf } from "./rules";
import { Stage } from "./stage";

const hourMs = 3_600_000;
const holdMs = 120_000;
const claims = ["claim 0001", "claim 0002", "claim 0003"];

let ctx: TestContext;
let stage: Stage;
/** What happens when the store is asked to kill a code, beside its death. */
let onKill: (code: string) => void;
let killed: string[];

beforeEach(async () => {
  killed = [];
  onKill = () => {};
  const killCode = async (code: string) => {
    onKill(code);
    killed.push(code);
    return { used: false };
  };
  ctx = testContext(await freshDatabase(), { store: storeThat({ killCode }) });
  const shop = await openShop(ctx, { domain: "rest.myshopify.com", rules: rulesOf(2) });
  stage = new Stage(new House(ctx), shop, new Map());
});
afterEach(() => ctx.db.close());

/** Of one customer, overdue. @returns their claims as the product knows them, the oldest first. */
async function overdueClaims(): Promise<readonly { readonly id: string; readonly code: string }[]> {
  const [placedAt, customer] = [ctx.now(), 1];
  const state = {
    version: 1,
    status: "paid",
    gross: 20_00,
    discount: 0,
    refunded: 0,
    handedOver: placedAt,
    claim: null,
  } as const;
  const hears = { act: "hear", order: 1, customer, placedAt, state, sentAt: placedAt } as const;
  await stage.perform({ act: hears, twice: false, says: "" });
  await stage.workOff();
  ctx.pass(15 * 24 * hourMs);
  for (const claim of claims) {
    const act = { act: "reserve", customer, claim, points: 5 } as const;
    expect(await stage.perform({ act, twice: false, says: "" })).toBe("done");
  }
  ctx.pass(25 * hourMs);
  await stage.job("overdue");
  return sqlOf(ctx.db).query(`SELECT "id", "code" FROM "redemptions" ORDER BY "key"`);
}

const rest = async () =>
  stage.comeToRest(await stage.workOff(), () => {
    ctx.pass(holdMs + 1_000);
  });

it("waits for a code whose killer was cut off while they held it, before the next one dies", async () => {
  const [first, ...others] = await overdueClaims();
  const at = new Date(ctx.now());
  const only = { kind: "kill-code", subject: first?.id ?? "" } as const;
  const until = new Date(ctx.now() + holdMs);
  const held = await holdEffects(sqlOf(ctx.db), stage.shop.shopId, { at, until, limit: 1, only });
  expect(held).toHaveLength(1);
  await rest();
  expect(killed).toEqual([first, ...others].map((one) => one?.code));
});

it("asks again for a code whose death failed, before the next one dies", async () => {
  const all = await overdueClaims();
  onKill = () => {
    onKill = () => {};
    throw Object.assign(new Error("cut off"), { code: "ECONNRESET" });
  };
  await rest();
  expect(killed).toEqual(all.map(({ code }) => code));
});
