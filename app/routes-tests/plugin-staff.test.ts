/** Laws of the admin's door in wp-admin: who the token names comes in, in their role, to what that role may; every page that there is has been decided about. */
import { readdirSync } from "node:fs";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { action as tellBirthday } from "../routes/api.account.birthday";
import { supportMay } from "../routes/app/roles";
import { loader as frame } from "../routes/app/route";
import { authenticateStaff } from "../routes/app/staff.server";
import { wishSchema } from "../routes/app.members.$memberId/wishes.server";
import { loader as bounce } from "../routes/woocommerce.bounce";
import { type PluginShop, pluginShop, signedToken } from "../testing/plugin-tokens";
import { storeThat } from "../testing/store-that";
import { APP_URL, type BootedApp, bootApp, call, sessionToken } from "./shopify-doors";

let app: BootedApp;
let shop: PluginShop;
let other: PluginShop;

beforeAll(async () => {
  app = await bootApp(storeThat({}));
  shop = await pluginShop(app.ctx, {
    storeUrl: "https://nordlicht.example/shop",
    secret: "a-secret-of-nordlicht",
  });
  other = await pluginShop(app.ctx, { storeUrl: "https://ferdows.example", secret: "a-secret-of-ferdows" });
});
afterAll(() => app.close());

const page = (path: string, token: string, form?: URLSearchParams) =>
  new Request(`${APP_URL}${path}`, {
    headers: { Authorization: `Bearer ${token}` },
    ...(form ? { method: "POST", body: form } : {}),
  });
const document = (path: string, headers: Record<string, string> = {}) =>
  new Request(`${APP_URL}${path}`, { headers: { "User-Agent": "Mozilla/5.0 Chrome/147.0", ...headers } });

/** The response that stands in the way; null for who came in. */
async function stopped(request: Request): Promise<Response | null> {
  try {
    await authenticateStaff(request);
    return null;
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
}

describe("a token in the head", () => {
  test("names shop, person, role and language", async () => {
    const staff = await authenticateStaff(page("/app", shop.staff("owner", { locale: "fa_IR" })));
    expect(staff).toMatchObject({ actor: "staff:wp:7", role: "owner", shop: { shopId: shop.shop.shopId } });
    expect(staff.translator.locale).toBe("fa");
    expect((await authenticateStaff(page("/app?locale=ar", shop.staff("owner")))).translator.locale).toBe(
      "ar",
    );
  });

  test.each<[string, () => string]>([
    ["a shopper's", () => shop.shopper("7")],
    ["out of date", () => shop.staff("owner", { iat: 1_700_000_000, exp: 1_700_000_300 })],
    ["without a person", () => shop.staff("owner", { sub: undefined })],
    ["of another shop's secret", () => other.staff("owner", { shop: String(shop.shop.shopId) })],
    ["signed by nobody", () => signedToken({ secret: "", alg: "none", claims: { iss: "vafa-woocommerce" } })],
  ])("that is %s is to be renewed: 401, which the page's script understands", async (_, token) => {
    const answer = await stopped(page("/app/members", token()));
    expect(answer?.status).toBe(401);
    expect(answer?.headers.get("X-Vafa-Token")).toBe("refused");
  });

  test("of staff opens no shopper's door", async () => {
    const answer = await call(
      tellBirthday,
      page("/api/account/birthday", shop.staff("owner"), new URLSearchParams()),
    );
    expect(answer.status).toBe(401);
  });
});

describe("a document", () => {
  const address = (token: string, path = "/app/orders") => `${path}?woo=${token}&locale=en`;

  test("brings its token in the address, may be framed by its store alone and is kept nowhere", async () => {
    const response = await call(frame, document(address(shop.staff("owner"))));
    expect(response.headers.get("Content-Security-Policy")).toBe(
      "frame-ancestors https://nordlicht.example;",
    );
    expect(response.headers.get("Cache-Control")).toBe("no-store");
    expect(response.headers.has("X-Frame-Options")).toBe(false);
    const data: unknown = await response.json();
    expect(data).toMatchObject({ bridge: "/woocommerce/admin-bridge.js", framed: { role: "owner" } });
    expect(JSON.stringify(data)).not.toContain(shop.secret);
  });

  test("is shown where the store says that its wp-admin stands, too", async () => {
    const token = shop.staff("owner", { origin: "http://localhost:8080" });
    const response = await call(frame, document(address(token)));
    const allowed = "frame-ancestors http://localhost:8080 https://nordlicht.example;";
    expect(response.headers.get("Content-Security-Policy")).toBe(allowed);
  });

  test("with a token that has run out asks its own store's frame for another, and only that", async () => {
    const old = shop.staff("owner", { iat: Math.floor(Date.now() / 1_000) - 290, exp: 0 });
    const now = Math.floor(Date.now() / 1_000);
    const past = shop.staff("owner", { iat: now - 200, exp: now - 1 });
    expect((await stopped(document(address(old))))?.headers.get("Location")).toBe(
      "/woocommerce/bounce?to=%2Fapp%2Forders%3Flocale%3Den",
    );
    const location = (await stopped(document(address(past))))?.headers.get("Location") ?? "";
    const bounced = await call(bounce, document(location));
    expect(bounced.headers.get("Content-Security-Policy")).toMatch(
      /^default-src 'none'; script-src 'self'; .*; frame-ancestors https:\/\/nordlicht\.example;$/,
    );
    expect(await bounced.text()).toContain(
      '"bounce":"/app/orders?locale=en","store":"https://nordlicht.example/shop","origins":["https://nordlicht.example"]',
    );
  });

  test("with a forged token, or none in a frame, learns nothing of any store", async () => {
    const forged = other.staff("owner", { shop: String(shop.shop.shopId) });
    const framed = document("/app/orders?locale=fa", { "Sec-Fetch-Dest": "iframe" });
    for (const request of [document(address(forged)), document(address("x.y.z")), framed]) {
      const location = (await stopped(request))?.headers.get("Location") ?? "";
      expect(location).toMatch(/^\/woocommerce\/bounce\?to=/);
      expect(await (await call(bounce, document(location))).text()).not.toContain('"store"');
    }
  });

  test("is the only thing that may: a form with a token in its address is turned away", async () => {
    const path = `/app/members/1?woo=${shop.staff("owner")}`;
    const form = new URLSearchParams({ intent: "erase" });
    const posted = new Request(`${APP_URL}${path}`, { method: "POST", body: form });
    expect((await stopped(posted))?.headers.get("Location")).toMatch(/^\/woocommerce\/bounce/);
  });

  test("is never led out of the admin by the page that asks for a token", async () => {
    for (const to of [
      "https://evil.example",
      "//evil.example",
      "/apple",
      "/api/v1/events",
      "javascript:1",
      "",
    ]) {
      const response = await call(bounce, document(`/woocommerce/bounce?to=${encodeURIComponent(to)}`));
      expect(await response.text()).toContain('"bounce":"/app"');
    }
    const broken = encodeURIComponent("/app?a=</script><script>alert(1)</script>");
    expect(await (await call(bounce, document(`/woocommerce/bounce?to=${broken}`))).text()).not.toContain(
      "alert(1)</",
    );
  });

  test("of Shopify goes Shopify's way", async () => {
    const token = await sessionToken({
      dest: "https://vafa-test.myshopify.com",
      audience: "another-app",
      staff: "1",
    });
    expect((await stopped(page("/app", token)))?.headers.get("Location") ?? "").not.toContain("woocommerce");
  });
});

interface RouteModule {
  readonly loader?: (args: LoaderFunctionArgs) => Promise<Response>;
  readonly action?: (args: ActionFunctionArgs) => Promise<Response>;
}
const modules = import.meta.glob<RouteModule>("../routes/app.*/route.{ts,tsx}");
const pathOf = (file: string) =>
  `/${(/routes\/([^/]+)\//.exec(file)?.[1] ?? "")
    .replace(/\._index$/, "")
    .replaceAll("_.", ".")
    .replaceAll(".", "/")
    .replaceAll("$", ":")}`;
const routes = Object.entries(modules).map(([file, load]) => ({ path: pathOf(file), load }));
const at = (path: string) => path.replaceAll(/:\w+/g, "12345");

/** What became of the asker: 403 stays out, 302 is led elsewhere, null came in (whatever the page then had to say). */
async function fate(
  handler: RouteModule["loader"] | RouteModule["action"],
  request: Request,
): Promise<number | null> {
  if (!handler) return null;
  const params = { memberId: "12345", orderId: "12345" };
  try {
    const answer: unknown = await handler({ request, params, context: {} });
    return answer instanceof Response && [302, 403].includes(answer.status) ? answer.status : null;
  } catch (thrown) {
    if (!(thrown instanceof Response)) return null;
    return [302, 403].includes(thrown.status) ? thrown.status : null;
  }
}

describe("the table of roles", () => {
  test("has a line for each page that there is, and none for one that there is not", () => {
    expect(routes.length).toBe(readdirSync("app/routes").filter((name) => /^app\./.test(name)).length);
    expect(Object.keys(supportMay).sort()).toEqual(routes.map(({ path }) => path).sort());
  });

  test.each(routes.map(({ path, load }) => [path, load] as const))("%s", async (path, load) => {
    const { loader, action } = await load();
    const [owner, support] = [shop.staff("owner"), shop.staff("support")];
    const form = new URLSearchParams({ intent: "no-such-intent" });
    const seen = path === "/app" ? 302 : supportMay[path] === null ? 403 : null;
    expect(await fate(loader, page(at(path), owner))).toBeNull();
    expect(await fate(loader, page(at(path), support))).toBe(loader ? seen : null);
    expect(await fate(action, page(at(path), owner, form))).toBeNull();
    expect(await fate(action, page(at(path), support, form))).toBe(action ? 403 : null);
  });

  const wishes = wishSchema.options.map((option) => option.shape.intent.value);
  test.each(wishes)("on a member's page, %s is support's exactly when the table says so", async (intent) => {
    const { action } = (await modules["../routes/app.members.$memberId/route.tsx"]?.()) ?? {};
    const may = supportMay["/app/members/:memberId"]?.includes(intent);
    const wish = page("/app/members/12345", shop.staff("support"), new URLSearchParams({ intent }));
    expect(await fate(action, wish)).toBe(may ? null : 403);
  });

  test("is not got around by spelling, by saying two things, or by saying it otherwise", async () => {
    const support = shop.staff("support");
    const refused = async (request: Request) => (await stopped(request))?.status;
    for (const path of [
      "/APP/Settings",
      "/app/settings/",
      "/app//settings",
      "/app/members/../settings",
      "/app/%73ettings",
    ])
      expect(await refused(page(path, support))).toBe(403);
    const both = new URLSearchParams([
      ["intent", "adjust"],
      ["intent", "erase"],
    ]);
    expect(await refused(page("/app/members/1", support, both))).toBe(403);
    const json = new Request(`${APP_URL}/app/members/1`, {
      method: "POST",
      headers: { Authorization: `Bearer ${support}`, "Content-Type": "application/json" },
      body: JSON.stringify({ intent: "adjust" }),
    });
    expect(await refused(json)).toBe(403);
  });
});

describe("the navigation", () => {
  const shown = async (token: string) => {
    const response = await call(frame, page("/app/members", token));
    const { pages }: { pages: { path: string }[] } = await response.json();
    return pages.map(({ path }) => path);
  };

  test("shows support what it may open, and the owner all that has a meaning for the store", async () => {
    expect(await shown(shop.staff("support"))).toEqual(["/app/members", "/app/orders"]);
    const owners = await shown(shop.staff("owner"));
    expect(owners).toContain("/app/settings");
    for (const path of ["/app/referrals", "/app/privacy"]) {
      expect(owners).not.toContain(path);
      expect((await stopped(page(path, shop.staff("owner"))))?.status).toBe(404);
    }
  });
});
