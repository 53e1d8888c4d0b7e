/** What holds for every page of the storefront with our blocks: reachable by keyboard, no serious fault for axe, nothing moves. */
import { readFileSync } from "node:fs";
import type { AxeResults } from "axe-core";
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserForTests } from "../../testing/browser";
import { projectPath } from "../paths";
import { people, storeWithMembers } from "./testing";
import { type OpenStorefront, openStorefront, shopperCookie } from "./testing-server";

const browser = browserForTests();
let storefront: OpenStorefront;
beforeAll(async () => {
  storefront = await openStorefront(storeWithMembers());
});
afterAll(() => storefront.close());

type Person = (typeof people)[keyof typeof people] | null;

async function logged(person: Person, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await browser.open(options);
  if (person) {
    const [name = "", value = ""] = shopperCookie(person).split("=");
    await page.context().addCookies([{ name, value, url: storefront.url }]);
  }
  return page;
}

const phone = { width: 390, height: 844 };
const desktop = { width: 1280, height: 850 };
const address = (person: Person, path: string) =>
  `${storefront.url}/${person?.shop ?? people.emma.shop}${path}`;

async function fillCart(page: Page, person: Person, locale: string): Promise<void> {
  const handle = person === people.maryam ? "saffron" : "reading-lamp";
  await page.goto(address(person, `${locale}/products/${handle}`));
  await page.locator("form[action$='/cart/add'] button").click();
  await page.waitForURL(/\/cart$/);
}

const axe = readFileSync(projectPath("node_modules", "axe-core", "axe.min.js"), "utf8");

async function faultsOf(page: Page): Promise<string[]> {
  await page.addScriptTag({ content: axe });
  const results: AxeResults = await page.evaluate("axe.run(document, { resultTypes: ['violations'] })");
  return results.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical" || impact === "moderate")
    .map(
      ({ id, nodes }) => `${page.url()} ${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`,
    );
}

const scenes: readonly (readonly [string, Person, string])[] = [
  ["a guest", null, ""],
  ["a newcomer", people.lily, ""],
  ["a member", people.emma, ""],
  ["the best customer", people.grace, ""],
  ["a member in Persian", people.nasrin, "/fa"],
  ["a member in Arabic with a held reward", people.omar, "/ar"],
  ["a member in rials", people.maryam, ""],
];
const paths = ["/", "/products/wool-blanket", "/cart", "/pages/rewards", "/account"];
const pathFor = (person: Person, path: string) =>
  person === people.maryam ? path.replace("wool-blanket", "saffron") : path;

describe("axe finds no fault", () => {
  test.each(scenes)("for %s", async (_who, person, locale) => {
    const page = await logged(person, { viewport: desktop });
    await fillCart(page, person, locale);
    for (const path of paths) {
      await page.goto(address(person, locale + pathFor(person, path)));
      expect(await faultsOf(page)).toEqual([]);
    }
    await page.locator(".vafa-launcher summary").click();
    expect(await faultsOf(page)).toEqual([]);
  });
});

/** Adds up every layout shift from the first byte on (the shopper's own deeds cause none either). */
const watchShifts = `
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.shifts.push([entry.value, ...entry.sources.map(({ node }) => node?.className ?? "")]);
  }).observe({ type: "layout-shift", buffered: true });
`;

describe("nothing moves", () => {
  test.each(scenes)("for %s, on a phone, with a script that comes late", async (_who, person, locale) => {
    const page = await logged(person, { viewport: phone });
    await fillCart(page, person, locale);
    await page.context().addInitScript(watchShifts);
    await page.context().route("**/vafa.js", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      await route.continue();
    });
    await Promise.all(
      paths.map(async (path) => {
        const each = await page.context().newPage();
        await each.goto(address(person, locale + pathFor(person, path)));
        await each.waitForFunction("window.vafaStarted");
        await each.waitForTimeout(200);
        expect(await each.evaluate("window.shifts"), each.url()).toEqual([]);
      }),
    );
  });

  test("but what does move is seen by this measure", async () => {
    const page = await logged(null, { viewport: phone });
    await page.addInitScript(watchShifts);
    await page.goto(address(null, "/"));
    await page.evaluate("document.querySelector('main').style.marginBlockStart = '90px'");
    await expect.poll(() => page.evaluate("window.shifts.length")).toBeGreaterThan(0);
  });

  test.each(scenes)("sideways for %s: no page is wider than a phone", async (_who, person, locale) => {
    const page = await logged(person, { viewport: { width: 320, height: 700 } });
    await fillCart(page, person, locale);
    for (const path of paths) {
      await page.goto(address(person, locale + pathFor(person, path)));
      expect(await page.evaluate("document.documentElement.scrollWidth"), page.url()).toBeLessThanOrEqual(
        320,
      );
    }
  });
});

describe("the launcher", () => {
  test("opens by keyboard, closes by Escape and gives the focus back", async () => {
    const page = await logged(people.emma);
    await page.goto(address(people.emma, "/"));
    const summary = page.locator(".vafa-launcher summary");
    await summary.focus();
    await page.keyboard.press("Enter");
    const panel = page.getByRole("region", { name: "Rewards" });
    expect(await panel.isVisible()).toBe(true);
    await page.keyboard.press("Tab");
    expect(
      await page
        .getByRole("button", { name: "Close" })
        .evaluate((button) => button === document.activeElement),
    ).toBe(true);
    await page.keyboard.press("Tab");
    expect(
      await page
        .getByRole("link", { name: "See all rewards" })
        .evaluate((link) => link === document.activeElement),
    ).toBe(true);
    await page.keyboard.press("Escape");
    expect(await panel.isVisible()).toBe(false);
    expect(await summary.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test("closes by its button and by a tap outside", async () => {
    const page = await logged(people.emma);
    await page.goto(address(people.emma, "/"));
    const panel = page.locator(".vafa-launcher__panel");
    await page.locator(".vafa-launcher summary").click();
    await page.getByRole("button", { name: "Close" }).click();
    expect(await panel.isVisible()).toBe(false);
    await page.locator(".vafa-launcher summary").click();
    await page.locator("h1").click();
    expect(await panel.isVisible()).toBe(false);
  });

  test("without script opens and closes by keyboard, and shows no button that does nothing", async () => {
    const page = await logged(people.emma, { javaScriptEnabled: false });
    await page.goto(address(people.emma, "/"));
    await page.locator(".vafa-launcher summary").press("Enter");
    expect(await page.locator(".vafa-launcher__panel").isVisible()).toBe(true);
    expect(await page.locator(".vafa-launcher__close").isVisible()).toBe(false);
    await page.locator(".vafa-launcher summary").press("Enter");
    expect(await page.locator(".vafa-launcher__panel").isVisible()).toBe(false);
  });

  test.each([
    ["", "right"],
    ["/fa", "left"],
    ["/ar", "left"],
  ])("of %s is where lines end: %s", async (locale, side) => {
    const page = await logged(people.nasrin, { viewport: phone });
    await page.goto(address(people.nasrin, `${locale}/`));
    await page.locator(".vafa-launcher summary").click();
    for (const part of [".vafa-launcher__button", ".vafa-launcher__panel"]) {
      const box = await page.locator(part).boundingBox();
      const [before, after] = [box?.x ?? 0, phone.width - (box?.x ?? 0) - (box?.width ?? 0)];
      expect(side === "right" ? after : before, part).toBe(16);
    }
  });
});

test("another variant earns what it earns, by script and by address", async () => {
  const page = await logged(people.emma);
  await page.goto(address(people.emma, "/products/wool-blanket"));
  const hint = page.locator("[data-vafa-hint-text]");
  expect(await hint.textContent()).toBe("You earn 320 points with this product");
  await page.getByText("Bed, 220 × 240").click();
  await expect.poll(() => hint.textContent()).toBe("You earn 595 points with this product");
  await page.reload();
  expect(await hint.textContent()).toBe("You earn 595 points with this product");
});

test("a progress bar fills from where lines begin", async () => {
  const page = await logged(people.nasrin);
  const gaps = async (locale: string) => {
    await page.goto(address(people.nasrin, `${locale}/pages/rewards`));
    const bar = await page.locator(".vafa-balance .vafa-bar").boundingBox();
    const fill = await page.locator(".vafa-balance .vafa-bar__fill").boundingBox();
    if (!bar || !fill) throw new Error("no bar");
    return { left: Math.round(fill.x - bar.x), right: Math.round(bar.x + bar.width - fill.x - fill.width) };
  };
  const english = await gaps("");
  const persian = await gaps("/fa");
  expect(english.left).toBe(0);
  expect(english.right).toBeGreaterThan(50);
  expect(persian.right).toBe(0);
  expect(persian.left).toBeGreaterThan(50);
});
