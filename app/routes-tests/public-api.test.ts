/** The public API: a key says whose events they are; told twice is told once; problems say why in the caller's language; docs/api.md is true. */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type ApiScope,
  apiEventResult,
  apiEventResults,
  apiMember,
  apiProblem,
} from "../contract/public-api";
import { listApiKeys } from "../db/api-keys";
import { saveProfiles } from "../db/member-profiles";
import { findShop } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { action as events } from "../routes/api.v1.events";
import { loader as member } from "../routes/api.v1.members.$customerId";
import { loader as explanation } from "../routes/api.v1.orders.$orderId.explanation";
import { createApiKey, revokeApiKey } from "../services/api-keys";
import { enrolled, quizRule, reviewRule, useRules } from "../testing/earning";
import { orderPayload } from "../testing/order-payload";
import { deliver, installTestShop, workOff } from "../testing/service-context";
import { APP_URL, type BootedApp, bootApp, call } from "./shopify-doors";

let app: BootedApp;
let key: string;

async function keyOf(scopes: readonly ApiScope[], shopId = app.shop.shopId) {
  const made = await createApiKey(app.ctx, { shopId, name: "Reviews", scopes, actor: "staff:1" });
  if (!made.done) throw new Error(made.reason);
  return made.value;
}

beforeAll(async () => {
  app = await bootApp();
  const shop = await useRules(app.ctx, { shop: app.shop, rules: [reviewRule, quizRule] });
  for (const customer of ["501", "502"]) await enrolled(app.ctx, shop, customer);
  const sara = await enrolled(app.ctx, shop, "503");
  const facts = { memberId: sara, name: "Sara", email: "sara@example.com", phone: null, locale: null };
  await saveProfiles(sqlOf(app.db), shop.shopId, [facts], new Date(app.ctx.now()));
  key = (await keyOf(["events:write", "members:read"])).key;
});
afterAll(() => app.close());

interface Wish {
  readonly key?: string | null;
  readonly language?: string;
  readonly body?: unknown;
}

function request(path: string, { key: given = key, language = "en", body }: Wish): Request {
  const headers = new Headers({ "Accept-Language": language, "Content-Type": "application/json" });
  if (given !== null) headers.set("Authorization", `Bearer ${given}`);
  const sent =
    body === undefined
      ? {}
      : { method: "POST", body: typeof body === "string" ? body : JSON.stringify(body) };
  return new Request(`${APP_URL}/api/v1/${path}`, { headers, ...sent });
}
const tell = (body: unknown, wish: Wish = {}) => call(events, request("events", { ...wish, body }));
const ask = (customerId: string, wish: Wish = {}) =>
  call(member, request(`members/${customerId}`, wish), { customerId });
const review = (key: string, more: object = {}) => ({ type: "review", customerId: "501", key, ...more });
async function problemOf(response: Response) {
  expect(response.headers.get("Content-Type")).toBe("application/problem+json");
  const problem = apiProblem.parse(await response.json());
  expect(problem.status).toBe(response.status);
  return problem;
}

describe("an API key", () => {
  test("is needed, and must be the shop's own, whole and in force", async () => {
    const other = await installTestShop(app.ctx, "other.myshopify.com");
    const theirs = (await keyOf(["events:write"], other.shopId)).key;
    const forged = theirs.replace(`vafa_${other.shopId}_`, `vafa_${app.shop.shopId}_`);
    const old = await keyOf(["events:write"]);
    await revokeApiKey(app.ctx, { shopId: app.shop.shopId, id: old.id, actor: "staff:1" });
    for (const wrong of [null, "", "nonsense", `${key}x`, key.slice(0, -1), forged, old.key]) {
      const response = await tell(review("never"), { key: wrong });
      expect(response.status).toBe(401);
      expect((await problemOf(response)).reason).toBe("no-such-api-key");
    }
    expect(await problemOf(await tell(review("never"), { key: theirs }))).toMatchObject({
      reason: "not-a-member",
    });
  });

  test("may do what it was made for and nothing else", async () => {
    const { key: reader } = await keyOf(["members:read"]);
    expect(await problemOf(await tell(review("never"), { key: reader }))).toMatchObject({ status: 403 });
    expect((await ask("501", { key: reader })).status).toBe(200);
  });

  test("is kept only as a hash, shows when it was used, and every deed on it is in the trail", async () => {
    await ask("501");
    const stored = JSON.stringify(await sqlOf(app.db).query(`SELECT * FROM "api_keys"`));
    expect(stored).not.toContain(key.slice(8));
    const keys = await listApiKeys(sqlOf(app.db), app.shop.shopId);
    expect(keys.some((one) => one.lastUsedAt !== null)).toBe(true);
    const trail = await sqlOf(app.db).query<{ action: string }>(
      `SELECT DISTINCT "action" FROM "audit_events" WHERE "subject" LIKE 'api-key:%' ORDER BY 1`,
    );
    expect(trail.map((row) => row.action)).toEqual(["api-key-created", "api-key-revoked"]);
  });
});

describe("an event", () => {
  test("earns once for its key, by customer or by e-mail", async () => {
    const first = await tell(review("r-1"));
    expect(apiEventResult.parse(await first.json())).toEqual({ key: "r-1", status: "earned", points: 50 });
    expect(await (await tell(review("r-1"))).json()).toEqual({ key: "r-1", status: "known", points: 50 });
    const quiz = { type: "event", event: "quiz.finished", email: "SARA@Example.com", key: "q-1" };
    expect(await (await tell(quiz)).json()).toMatchObject({ status: "earned", points: 30 });
    const standing = apiMember.parse(await (await ask("503")).json());
    expect(standing).toMatchObject({ customerId: "503", balance: 30, pending: 0 });
  });

  test("comes in lots of a hundred, each with its own end", async () => {
    const day = "2024-06-01T10:00:00+03:30";
    const told = Array.from({ length: 100 }, (_, n) => review(`many-${n}`, { customerId: "502", at: day }));
    const response = await tell({ events: told });
    const { results } = apiEventResults.parse(await response.json());
    expect(results).toHaveLength(100);
    expect(results.filter((one) => one.status === "earned")).toHaveLength(0);
    expect(new Set(results.map((one) => one.reason))).toEqual(new Set(["bad-request"]));
    const recent = new Date(app.ctx.now() - 86_400_000).toISOString();
    const again = await tell({ events: told.map((event) => ({ ...event, at: recent })) });
    const ends = apiEventResults.parse(await again.json()).results;
    expect(ends.filter((one) => one.status === "earned")).toHaveLength(2);
    expect(ends.filter((one) => one.reason === "action-limit")).toHaveLength(98);
    expect((await tell({ events: [...told, review("one-too-many")] })).status).toBe(422);
  });

  test.each<[string, unknown, string]>([
    ["no JSON", "{", ""],
    ["of an unknown type", { ...review("k"), type: "sign-up" }, "type"],
    ["without a key", { ...review("k"), key: "" }, "key"],
    ["of nobody", { type: "review", key: "k" }, "customerId"],
    ["of two people", { ...review("k"), email: "a@b.c" }, "customerId"],
    ["without its name", { ...review("k"), type: "event" }, "event"],
    ["of the day before yesterday's format", { ...review("k"), at: "yesterday" }, "at"],
    ["inside a lot", { events: [review("k"), { ...review("l"), key: 5 }] }, "events.1.key"],
  ])("%s is not readable, and the field is named", async (_what, body, field) => {
    const problem = await problemOf(await tell(body));
    expect(problem).toMatchObject({ status: 422, reason: "bad-request", field });
  });

  test("of the future is not believed", async () => {
    const at = new Date(app.ctx.now() + 3_600_000).toISOString();
    expect(await problemOf(await tell(review("soon", { at })))).toMatchObject({ reason: "bad-request" });
  });

  test("is refused in the language that is accepted", async () => {
    const persian = await problemOf(
      await tell(review("x", { customerId: "999" }), { language: "fa-IR,en;q=0.5" }),
    );
    expect(persian.message).toMatch(/[\u0600-\u06ff]/);
    expect(await problemOf(await ask("999", { language: "ar" }))).toMatchObject({
      status: 404,
      reason: "no-such-member",
    });
  });
});

describe("an order", () => {
  test("is explained to who may read orders, one sentence for each rule", async () => {
    await deliver(app.ctx, app.shop, [orderPayload({ id: 4001, customer: 501 })]);
    await workOff(app.ctx, app.shop);
    const { key: reader } = await keyOf(["orders:read"]);
    const why = (id: string, wish: Wish = { key: reader }) =>
      call(explanation, request(`orders/${id}/explanation`, wish), { orderId: id });
    expect(JSON.stringify(await (await why("4001")).json())).toContain("500");
    expect(await problemOf(await why("4002"))).toMatchObject({ status: 404, reason: "no-such-order" });
    expect(await problemOf(await why("4001", { key }))).toMatchObject({ reason: "scope-missing" });
  });
});

describe("docs/api.md", () => {
  const text = readFileSync("docs/api.md", "utf8");
  const examples = [...text.matchAll(/```sh\n(curl[\s\S]*?)```\s*```json\n([\s\S]*?)```/g)];

  /** Just enough of a shell to run what a reader would copy. */
  function requestOf(command: string): { path: string; request: Request } {
    const plain = command.replaceAll("\\\n", " ").replaceAll("$VAFA_KEY", key).replaceAll("$VAFA", APP_URL);
    const words = [...plain.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map((m) => m[1] ?? m[2] ?? m[3] ?? "");
    const url = words.find((word) => word.startsWith(APP_URL)) ?? "";
    const given = (flag: string) =>
      words.flatMap((word, index) => (word === flag ? [words[index + 1] ?? ""] : []));
    const headers = new Headers(
      given("-H").map((line): [string, string] => [line.split(": ")[0] ?? "", line.split(": ")[1] ?? ""]),
    );
    const [body] = given("-d");
    return {
      path: new URL(url).pathname,
      request: new Request(url, { headers, ...(body ? { method: "POST", body } : {}) }),
    };
  }

  test("shows answers that are given", async () => {
    const shop = await findShop(sqlOf(app.db), app.shop.shopId);
    if (shop) await enrolled(app.ctx, shop, "5001");
    expect(examples.length).toBeGreaterThanOrEqual(4);
    for (const [, command = "", answer = ""] of examples) {
      const { path, request: asked } = requestOf(command);
      const id = /members\/(\d+)$/.exec(path)?.[1];
      const response = id ? await call(member, asked, { customerId: id }) : await call(events, asked);
      expect(await response.json()).toEqual(JSON.parse(answer));
    }
  });
});
