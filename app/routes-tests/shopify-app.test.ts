/** Laws of the app's own door: staff come in by token exchange, the first load installs the shop once, and tokens are kept sealed and kept fresh. */
import "../testing/early-network";
import { HttpResponse, http } from "msw";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as z from "zod";
import { readStaffNames } from "../db/read/staff-names";
import { findShopByDomain } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { loader as bounce } from "../routes/auth.$";
import { loader as login } from "../routes/auth.login";
import { addDocumentResponseHeaders, authenticate, shopifyStoreFor } from "../shopify.server";
import { StoreClosed, StoreUnavailable } from "../stores/store";
import { network as server } from "../testing/early-network";
import { APP_URL, type BootedApp, bootApp, call, sessionToken } from "./shopify-doors";

const NEW_SHOP = "vafa-new.myshopify.com";
const TOKENS = `https://${NEW_SHOP}/admin/oauth/access_token`;
const GRAPHQL = `https://${NEW_SHOP}/admin/api/:version/graphql.json`;

let app: BootedApp;
const exchanges: Record<string, unknown>[] = [];
const tokensUsed: (string | null)[] = [];

beforeAll(async () => {
  app = await bootApp();
});
afterAll(async () => {
  await app.close();
  server.close();
});
beforeEach(async () => {
  exchanges.length = 0;
  tokensUsed.length = 0;
  shopify();
  await sqlOf(app.db).query(`DELETE FROM "sessions"`);
});
afterEach(() => server.resetHandlers());

const ADA = { id: 42, first_name: "Ada", last_name: "Lovelace", email: "ada@vafa-new.example", locale: "en" };
const scope = "read_orders,write_customers";
const forStaff = (exchange: Record<string, unknown>) =>
  String(exchange.requested_token_type).endsWith(":online-access-token");

/** A Shopify that gives tokens and describes the shop. */
function shopify() {
  server.use(
    http.post(TOKENS, async ({ request }) => {
      const exchange = z.record(z.string(), z.unknown()).parse(await request.json());
      exchanges.push(exchange);
      if (forStaff(exchange)) {
        const own = { associated_user_scope: scope, associated_user: ADA };
        return HttpResponse.json({ access_token: "shpua_1", scope, expires_in: 86_400, ...own });
      }
      const number = exchanges.filter((one) => !forStaff(one)).length;
      return HttpResponse.json({
        access_token: `shpat_${number}`,
        scope,
        expires_in: 3_600,
        refresh_token: `shprt_${number}`,
        refresh_token_expires_in: 7_776_000,
      });
    }),
    http.post(GRAPHQL, ({ request }) => {
      tokensUsed.push(request.headers.get("X-Shopify-Access-Token"));
      return HttpResponse.json({
        data: {
          shop: { name: "Neu", currencyCode: "EUR", ianaTimezone: "Europe/Berlin" },
          shopLocales: [
            { locale: "en", primary: false },
            { locale: "de", primary: true },
          ],
        },
      });
    }),
  );
}

const userAgent = { "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/147.0" };
const staffRequest = async () => {
  const token = await sessionToken({ dest: `https://${NEW_SHOP}`, staff: String(ADA.id) });
  return new Request(`${APP_URL}/app`, { headers: { ...userAgent, Authorization: `Bearer ${token}` } });
};
const comeIn = async () => authenticate.admin(await staffRequest());

interface Row {
  readonly accessToken: string;
  readonly refreshToken: string;
}
const sessions = () => sqlOf(app.db).query<Row>(`SELECT * FROM "sessions" WHERE "shop" = $1`, [NEW_SHOP]);

describe("the first load", () => {
  test("exchanges the session token for an expiring offline token, which is kept sealed", async () => {
    await comeIn();
    expect(exchanges[0]).toMatchObject({
      expiring: "1",
      requested_token_type: expect.stringContaining("offline"),
    });
    expect(JSON.stringify(await sessions())).not.toMatch(/shpat|shprt/);
  });

  test("and for one of the staff member's own, which names them to the audit trail", async () => {
    const { session } = await comeIn();
    expect(session).toMatchObject({ shop: NEW_SHOP, isOnline: true, accessToken: "shpua_1" });
    const names = await readStaffNames(sqlOf(app.db), NEW_SHOP, ["42"]);
    expect(names.get("42")).toBe("Ada Lovelace");
    expect(JSON.stringify(await sessions())).not.toMatch(/shpua/);
  });

  test("speaks to the shop with the shop's own token, whatever the staff member may see", async () => {
    await comeIn();
    expect(tokensUsed).toEqual(["shpat_1"]);
  });

  test("installs the shop with its own facts and scopes, and a first program", async () => {
    await comeIn();
    const shop = await findShopByDomain(sqlOf(app.db), NEW_SHOP);
    expect(shop).toMatchObject({
      name: "Neu",
      currency: "EUR",
      timeZone: "Europe/Berlin",
      locale: "de",
      scopes: "read_orders,write_customers",
      termsVersion: 1,
    });
  });

  test("twice at once is one shop, one session of it and one of the staff member, one program", async () => {
    await Promise.all([comeIn(), comeIn(), comeIn()]);
    expect(await sessions()).toHaveLength(2);
    const shop = await findShopByDomain(sqlOf(app.db), NEW_SHOP);
    const terms = await sqlOf(app.db).query(`SELECT 1 FROM "terms" WHERE "shopId" = $1`, [shop?.shopId]);
    expect(terms).toHaveLength(1);
  });

  test("later loads exchange nothing, until the token is about to expire", async () => {
    await comeIn();
    await comeIn();
    expect(exchanges).toHaveLength(2);
  });

  test("of an installed shop is not kept out by a Shopify that does not describe it", async () => {
    await comeIn();
    await sqlOf(app.db).query(`DELETE FROM "sessions"`);
    server.use(http.post(GRAPHQL, () => HttpResponse.json({ errors: [{ message: "no" }] })));
    expect((await comeIn()).session.shop).toBe(NEW_SHOP);
  });
});

describe("who may not come in", () => {
  test("a forged token: 401, and nothing is exchanged", async () => {
    const token = await sessionToken({ dest: `https://${NEW_SHOP}`, secret: "guessed" });
    const headers = { ...userAgent, Authorization: `Bearer ${token}` };
    await expect(authenticate.admin(new Request(`${APP_URL}/app`, { headers }))).rejects.toMatchObject({
      status: 401,
    });
    expect(exchanges).toHaveLength(0);
  });

  test.each([
    ["without a shop", "GET", ""],
    ["whose shop has no name", "GET", "?shop="],
    ["who only looks whether we are here", "HEAD", "?shop="],
  ])("a visitor %s is sent to Shopify's admin, where shops are", async (_who, method, query) => {
    const address = `${APP_URL}/auth/login${query}`;
    const response = await call(login, new Request(address, { method, headers: userAgent }));
    expect(response.headers.get("Location")).toBe("https://admin.shopify.com/");
  });

  test("the page that fetches a fresh token is served without one", async () => {
    const address = `${APP_URL}/auth/session-token?shop=${NEW_SHOP}&shopify-reload=${encodeURIComponent(`${APP_URL}/app`)}`;
    const response = await call(bounce as never, new Request(address, { headers: userAgent }));
    expect(await response.text()).toContain("app-bridge.js");
  });
});

describe("without anybody of the shop there", () => {
  const describeShop = () => shopifyStoreFor(NEW_SHOP).describeShop();

  test("the kept token is used", async () => {
    await comeIn();
    expect((await describeShop()).name).toBe("Neu");
    expect(tokensUsed.at(-1)).toBe("shpat_1");
  });

  const aboutToExpire = () =>
    sqlOf(app.db).query(
      `UPDATE "sessions" SET "expires" = now() + interval '2 minutes' WHERE "isOnline" = false`,
    );

  test("a token that is about to expire is exchanged first, once for all who ask at once", async () => {
    await comeIn();
    await aboutToExpire();
    await Promise.all([describeShop(), describeShop(), describeShop()]);
    expect(exchanges.filter((each) => each.grant_type === "refresh_token")).toHaveLength(1);
    expect(tokensUsed.at(-1)).toBe("shpat_2");
  });

  test("an exchange that fails while the token still lives is no failure", async () => {
    await comeIn();
    await aboutToExpire();
    server.use(http.post(TOKENS, () => HttpResponse.json({ error: "temporarily" }, { status: 503 })));
    expect((await describeShop()).name).toBe("Neu");
    expect(tokensUsed.at(-1)).toBe("shpat_1");
  });

  test("an exchange that fails when the token is dead: try again later", async () => {
    await comeIn();
    await sqlOf(app.db).query(`UPDATE "sessions" SET "expires" = now() - interval '1 hour'`);
    server.use(http.post(TOKENS, () => HttpResponse.json({ error: "temporarily" }, { status: 503 })));
    await expect(describeShop()).rejects.toBeInstanceOf(StoreUnavailable);
  });

  test("a shop without a session, or away for longer than its token can be exchanged, is closed", async () => {
    await expect(describeShop()).rejects.toBeInstanceOf(StoreClosed);
    await comeIn();
    await sqlOf(app.db).query(
      `UPDATE "sessions" SET "expires" = now() - interval '90 days', "refreshTokenExpires" = now() - interval '1 day'`,
    );
    server.use(http.post(TOKENS, () => HttpResponse.json({ error: "invalid_grant" }, { status: 400 })));
    await expect(describeShop()).rejects.toBeInstanceOf(StoreClosed);
  });
});

describe("a document", () => {
  test("may be framed by its own shop and Shopify's admin alone, and App Bridge is fetched early", () => {
    const headers = new Headers();
    addDocumentResponseHeaders(new Request(`${APP_URL}/app?shop=${NEW_SHOP}`), headers);
    expect(headers.get("Content-Security-Policy")).toContain(
      `frame-ancestors https://${NEW_SHOP} https://admin.shopify.com`,
    );
    expect(headers.get("Link")).toContain("https://cdn.shopify.com/shopifycloud/app-bridge.js");
    const evil = new Headers();
    addDocumentResponseHeaders(new Request(`${APP_URL}/app?shop=evil.example`), evil);
    expect(evil.get("Content-Security-Policy") ?? "").not.toContain("evil.example");
  });
});
