/**
 * Every page in every language, at a desk and on a phone, with the app itself behind it: no complaint of the browser, no serious fault for axe,
 * mirrored where it must be, nothing that moves, and quick. The figures of the admin are printed at the end.
 */
import type { Frame } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserForTests } from "../testing/browser";
import { readVitals, seriousFaults, sideways, type Vitals, watchVitals } from "../testing/page-quality";
import { DEMO_SHOP } from "./cast/shops";
import { type Books, openBooks } from "./testing/books";
import { type SandboxScript, sandboxScript } from "./testing/sandbox-script";
import { Shopper } from "./testing/windows";

const browser = browserForTests();
let sandbox: SandboxScript;
let books: Books;
let grace: number;

beforeAll(async () => {
  sandbox = await sandboxScript();
  books = await openBooks();
  const { cast } = await sandbox.shop(DEMO_SHOP);
  grace = (await books.member(DEMO_SHOP, cast.find(({ key }) => key === "grace")?.id ?? 0))?.id ?? 0;
});
afterAll(() => books.close());

const locales = ["en", "fa", "ar"] as const;
/** The phone is far from the shop, so that what is drawn twice (here and by the server) must not depend on where one stands. */
const views = {
  desktop: { viewport: { width: 1280, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, timezoneId: "Pacific/Auckland", locale: "de-DE" },
} as const;
const scenes = locales.flatMap((locale) =>
  (["desktop", "phone"] as const).map((view) => ({
    locale,
    view,
    direction: locale === "en" ? "ltr" : "rtl",
  })),
);

/** A touch that the page answers without leaving: what INP is measured by. */
const pages: readonly { name: string; path: () => string; touch: (frame: Frame) => Promise<void> }[] = [
  {
    name: "home",
    path: () => "",
    touch: (frame) => frame.locator("summary, nav a[aria-current]").first().press("Enter"),
  },
  {
    name: "members",
    path: () => "members",
    touch: (frame) => frame.getByRole("searchbox").pressSequentially("em"),
  },
  {
    name: "member",
    path: () => `members/${grace}`,
    touch: async (frame) => {
      await frame.locator("[name='amount']").pressSequentially("250");
      await frame.locator("summary").first().click();
    },
  },
  {
    name: "program",
    path: () => "program",
    touch: (frame) => frame.locator("#pendingDays").pressSequentially("1"),
  },
  {
    name: "earning",
    path: () => "earning",
    touch: (frame) => frame.locator("[id='earningRules.0.arguments.points']").pressSequentially("1"),
  },
  {
    name: "codes",
    path: () => "codes",
    touch: async (frame) => {
      await frame.locator("[name=quantity]").pressSequentially("500");
      await frame.locator("[name=points]").pressSequentially("40");
    },
  },
  {
    name: "settings",
    path: () => "settings",
    touch: (frame) => frame.locator("[name=name]").pressSequentially("Reviews"),
  },
  {
    name: "referrals",
    path: () => "referrals",
    touch: (frame) => frame.locator("[id='referrals.waitDays']").pressSequentially("1"),
  },
  {
    name: "rewards",
    path: () => "rewards",
    touch: (frame) => frame.locator(".vafa-aside input").first().pressSequentially("1"),
  },
  {
    name: "tiers",
    path: () => "tiers",
    touch: (frame) => frame.locator("[id='tiers.graceDays']").pressSequentially("1"),
  },
  { name: "deliveries", path: () => "deliveries", touch: (frame) => frame.locator("h1").first().click() },
  { name: "import", path: () => "import", touch: (frame) => frame.locator("h1").first().click() },
  { name: "privacy", path: () => "privacy", touch: (frame) => frame.locator("h1").first().click() },
];

/** How checkout pages move around our blocks is Shopify's matter, and in the sandbox that of its stand-in. */
const THEIRS = Number.POSITIVE_INFINITY;
const LIMITS: Vitals = { lcp: 2_500, cls: 0.1, inp: 200 };
const TRIES = 3;
const measured: string[] = [];

describe.each(scenes)("the admin in $locale at a $view", ({ locale, view, direction }) => {
  test.each(pages)("$name", async ({ name, path, touch }) => {
    const page = await browser.open(views[view]);
    await watchVitals(page);
    const visit = async (): Promise<Vitals> => {
      await page.goto(`${sandbox.origin}/sandbox/admin/${DEMO_SHOP}/${path()}?locale=${locale}`);
      const frame = await appIn(page);
      await touch(frame);
      return readVitals(frame);
    };
    // This machine is shared: what holds is what holds in one of three tries. That nothing moves holds always.
    let best: Vitals = { lcp: Number.POSITIVE_INFINITY, cls: 0, inp: Number.POSITIVE_INFINITY };
    for (let time = 0; time < TRIES && !isQuick(best); time += 1) {
      const now = await visit();
      expect(now.cls).toBeLessThanOrEqual(LIMITS.cls);
      best = {
        lcp: Math.min(best.lcp, now.lcp),
        cls: Math.max(best.cls, now.cls),
        inp: lesser(best.inp, now.inp),
      };
    }
    measured.push(row(`${name}, ${locale}, ${view}`, best));
    expect(best.lcp).toBeGreaterThan(0);
    expect(best).toSatisfy(isQuick);

    const frame = await appIn(page);
    expect(await frame.locator("html").getAttribute("dir")).toBe(direction);
    expect(await frame.locator("html").getAttribute("lang")).toBe(locale);
    expect(await frame.title()).not.toBe("");
    expect(await seriousFaults(page)).toEqual([]);
    expect(await sideways(frame)).toBe(0);
    await page.context().close();
  });

  afterAll(() => {
    if (measured.length === scenes.length * pages.length)
      process.stdout.write(
        [row("admin page", { lcp: "LCP", cls: "CLS", inp: "INP" }), ...measured].join("\n").concat("\n"),
      );
  });
});

test("home stands still and in silence while its chart is still being summed", async () => {
  const page = await browser.open(views.desktop);
  await watchVitals(page);
  await books.lockedAway("activity_sums", async () => {
    // The document is only read to its end when the chart has come.
    await page.goto(`${sandbox.origin}/sandbox/admin/${DEMO_SHOP}?locale=en`, {
      waitUntil: "domcontentloaded",
    });
    await page.frameLocator("#app").locator("h1").first().waitFor();
    await page.waitForTimeout(600);
  });
  const frame = await appIn(page);
  await frame.locator(".vafa-chart").waitFor();
  expect((await readVitals(frame)).cls).toBeLessThanOrEqual(LIMITS.cls);
  await page.context().close();
});

test.each(scenes)(
  "a reward opens for editing and next to nothing moves, in $locale at a $view",
  async ({ locale, view }) => {
    const page = await browser.open(views[view]);
    await watchVitals(page);
    await page.goto(`${sandbox.origin}/sandbox/admin/${DEMO_SHOP}/rewards?locale=${locale}`);
    const frame = await appIn(page);
    await frame.locator("[aria-controls=reward-editor][aria-expanded]").first().click();
    await frame.locator("#reward-editor h2").waitFor();
    await frame.waitForTimeout(500);
    expect((await readVitals(frame)).cls).toBeLessThanOrEqual(LIMITS.cls / 2);
    await page.context().close();
  },
);

const isQuick = ({ lcp, inp }: Vitals): boolean => lcp <= LIMITS.lcp && (inp ?? 0) <= (LIMITS.inp ?? 0);
const lesser = (one: number | null, other: number | null) =>
  one === null || other === null ? null : Math.min(one, other);

function row(name: string, { lcp, cls, inp }: Record<keyof Vitals, number | string | null>): string {
  const cell = (value: number | string | null, digits: number) =>
    (typeof value === "number" ? value.toFixed(digits) : (value ?? "-")).padStart(8);
  return `${name.padEnd(28)}${cell(lcp, 0)}${cell(cls, 3)}${cell(inp, 0)}`;
}

async function appIn(page: Awaited<ReturnType<typeof browser.open>>): Promise<Frame> {
  const frame = page.frame({ name: "app-iframe" });
  if (!frame) throw new Error("there is no app in the store admin");
  await frame.locator("h1").first().waitFor();
  await frame.waitForLoadState("load");
  return frame;
}

describe.each(scenes)("the shop in $locale at a $view", ({ locale, view, direction }) => {
  test("storefront, checkout and thank-you page", async () => {
    const { cast } = await sandbox.shop(DEMO_SHOP);
    const who = { en: "emma", fa: "nasrin", ar: "omar" }[locale];
    const shopper = await Shopper.enter(
      { browser, origin: sandbox.origin },
      {
        shop: DEMO_SHOP,
        customerId: cast.find(({ key }) => key === who)?.id ?? 0,
        language: locale === "en" ? "" : `/${locale}`,
        options: views[view],
      },
    );
    const { page } = shopper;
    await watchVitals(page);
    const holds = async (most = LIMITS.cls): Promise<void> => {
      await page.waitForLoadState("load");
      expect(await page.locator("html").getAttribute("dir")).toBe(direction);
      expect(await seriousFaults(page)).toEqual([]);
      expect(await sideways(page)).toBe(0);
      expect((await readVitals(page.mainFrame())).cls).toBeLessThanOrEqual(most);
    };
    for (const path of ["/", "/products/reading-lamp", "/pages/rewards", "/account"]) {
      await page.goto(shopper.store(path));
      await holds();
    }
    await shopper.putIntoCart("reading-lamp", 1);
    await holds();
    await shopper.checkOut();
    await shopper.points.getByRole("button").first().waitFor();
    await holds(THEIRS);
    await shopper.placeOrder();
    await shopper.points
      .getByText(/\d|[۰-۹]|[٠-٩]/)
      .first()
      .waitFor();
    await holds(THEIRS);
    await page.context().close();
  });

  test("opening page and order desk", async () => {
    const page = await browser.open(views[view]);
    const { order } = await anOrder();
    for (const path of [
      `?locale=${locale}`,
      `/orders/${DEMO_SHOP}?locale=${locale}`,
      `/orders/${DEMO_SHOP}/${order}?locale=${locale}`,
    ]) {
      await page.goto(`${sandbox.origin}/sandbox${path}`);
      expect(await page.locator("html").getAttribute("dir")).toBe(direction);
      expect(await seriousFaults(page)).toEqual([]);
      expect(await sideways(page)).toBe(0);
    }
    await page.context().close();
  });
});

async function anOrder(): Promise<{ order: number }> {
  const [row] = await books.sql.query<{ orderId: string }>(
    `SELECT "orderId" FROM "orders" WHERE "shopId" = $1 LIMIT 1`,
    [await books.shopId(DEMO_SHOP)],
  );
  return { order: Number(row?.orderId) };
}
