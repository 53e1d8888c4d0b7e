/**
 * The admin within wp-admin, in Chromium: the token comes and is renewed without being seen, pages are gone through in three languages, unsaved work is not lost by mistake, support
 * sees what is theirs, and nobody else frames the page. Nothing speaks of another platform, and no link is dead.
 */
import type { Frame, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { createTranslator, type Locale, locales } from "../../i18n";
import { browserForTests } from "../../testing/browser";
import { seriousFaults, sideways } from "../../testing/page-quality";
import { adminIn, openWpAdmin, type WpAdmin } from "./testing/wp-admin-frame";

const browser = browserForTests();
let wp: WpAdmin;
const soon = { timeout: 60_000, interval: 250 };

beforeAll(async () => {
  wp = await openWpAdmin();
  await wp.recordedOrder();
  // An e2e app works its inbox off by itself.
  await vi.waitFor(async () => expect((await members()).length).toBeGreaterThan(0), soon);
});
afterAll(() => wp?.close());
afterEach(() => wp.become({ role: "owner", seconds: 300 }));

const members = () =>
  wp.sql.query<{ id: number; balance: number }>(`SELECT "id", "balance" FROM "members" WHERE "shopId" = $1`, [
    wp.plugin.shop.shopId,
  ]);
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };

async function open(locale: Locale, options = {}): Promise<{ page: Page; frame: Frame }> {
  const page = await browser.open(options);
  await page.goto(wp.address(locale));
  return { page, frame: await adminIn(page) };
}

const menu = (frame: Frame) => frame.locator("ui-nav-menu a");
const current = (frame: Frame) => frame.locator("ui-nav-menu a[aria-current=page]");

/** Goes to a page by the menu, and waits until its heading is there. */
async function go(frame: Frame, title: string): Promise<void> {
  await frame.locator("ui-nav-menu").getByRole("link", { name: title, exact: true }).click();
  await expect.poll(() => current(frame).textContent()).toBe(title);
  await frame.waitForFunction(() => document.querySelector(".vafa-loading") === null);
}

describe("the frame", () => {
  it("opens with the token of its first document, which does not stay in the address", async () => {
    const { page, frame } = await open("en");
    expect(frame.url()).toBe(`${wp.appOrigin}/app?locale=en`);
    expect(wp.asked()).toBe(0);
    expect(await frame.evaluate("document.documentElement.innerHTML")).not.toContain(wp.plugin.secret);
    await go(frame, "Members");
    expect(await frame.evaluate("window.shopify.idToken().then(t => t.split('.').length)")).toBe(3);
    expect(wp.asked()).toBe(0);
    expect(await page.evaluate("location.href")).toBe(wp.address("en"));
  });

  it("asks the page around it for a new token before the old one runs out, once for all that ask", async () => {
    wp.become({ seconds: 31 });
    const { frame } = await open("en");
    const before = wp.asked();
    await frame.waitForTimeout(1_500);
    await go(frame, "Orders");
    expect(wp.asked()).toBe(before + 1);
    await frame.evaluate("Promise.all([1, 2, 3].map(() => window.shopify.idToken()))");
    expect(wp.asked()).toBeLessThanOrEqual(before + 2);
  });

  it("asks again when its token is refused after all, and does what was asked", async () => {
    const { frame } = await open("en");
    const before = wp.asked();
    // The server's clock goes by its own: the token that the page holds good is an old one there.
    await frame.evaluate(`(() => {
      const plain = window.Headers.prototype.set; let first = true;
      window.Headers.prototype.set = function (name, value) {
        if (name === "Authorization" && first) { first = false; value = "Bearer ${wp.plugin.staff("owner", { iat: 1_700_000_000, exp: 1_700_000_300 })}"; }
        return plain.call(this, name, value);
      };
    })()`);
    browser.tolerate(/status of 401/);
    await go(frame, "Members");
    expect(wp.asked()).toBe(before + 1);
  });

  it("comes back to its page when it is loaded anew without a token", async () => {
    const { frame } = await open("fa");
    await go(frame, createTranslator("fa").t("nav.orders"));
    await frame.evaluate("location.reload()");
    await expect.poll(() => frame.url()).toBe(`${wp.appOrigin}/app/orders?locale=fa`);
    await expect
      .poll(() => frame.locator("h1").first().textContent())
      .toBe(createTranslator("fa").t("orders.title"));
  });

  it("says what to do when WordPress gives no token any more", async () => {
    browser.tolerate(/status of 401|no token came|Failed to fetch/);
    const { frame } = await open("en");
    wp.become({ seconds: 0 });
    await frame.evaluate("location.reload()");
    await expect
      .poll(() => frame.locator("#vafa-bounce").textContent(), { timeout: 20_000 })
      .toBe("Open Vafa from the admin of your store.");
  });

  it("is shown by nobody else's page, whoever's token they have", async () => {
    const page = await browser.open();
    const address = `${wp.appOrigin}/app?woo=${wp.plugin.staff("owner")}&locale=en`;
    await page.route("http://evil.localhost/**", (route) =>
      route.fulfill({
        contentType: "text/html",
        body: `<!doctype html><title>x</title><iframe src="${address}"></iframe>`,
      }),
    );
    await page.goto("http://evil.localhost/");
    let complaints = "";
    const heard = () => {
      complaints += browser.takeComplaints().join();
      return complaints;
    };
    // The sandbox itself stands on the app's origin, and lets itself in.
    await expect.poll(heard, { timeout: 20_000 }).toContain(`frame-ancestors 'self' ${wp.storeOrigin}"`);
    const inner = page.frames().find((frame) => frame !== page.mainFrame());
    expect(await inner?.locator("ui-nav-menu").count()).toBe(0);
  });
});

describe("unsaved work", () => {
  const edit = async (frame: Frame) => {
    await go(frame, "Program");
    await frame.locator("[id='pointsName.en']").fill(`Sparks ${Date.now()}`);
    await frame.locator("ui-save-bar[showing]").waitFor();
  };

  it("is asked about before it is left, kept by staying, and gone by leaving", async () => {
    const { frame, page } = await open("en");
    await edit(frame);
    await frame.locator("ui-nav-menu").getByRole("link", { name: "Members", exact: true }).click();
    const dialog = frame.getByRole("dialog", { name: "Changes not saved" });
    await dialog.getByRole("button", { name: "Stay here" }).click();
    expect(await current(frame).textContent()).toBe("Program");
    expect(await seriousFaults(page)).toEqual([]);
    await frame.locator("ui-nav-menu").getByRole("link", { name: "Members", exact: true }).click();
    await dialog.getByRole("button", { name: "Leave without saving" }).click();
    await expect.poll(() => current(frame).textContent()).toBe("Members");
    expect(await frame.locator("ui-save-bar[showing]").count()).toBe(0);
  });

  it("is discarded or saved by the bar, which says so and goes away", async () => {
    const { frame } = await open("en");
    await edit(frame);
    await frame.locator("ui-save-bar").getByRole("button", { name: "Discard" }).click();
    await expect.poll(() => frame.locator("ui-save-bar[showing]").count()).toBe(0);
    await edit(frame);
    await frame.locator("ui-save-bar").getByRole("button", { name: "Save" }).click();
    await expect.poll(() => frame.locator(".vafa-notes").textContent()).toContain("Saved");
    await expect.poll(() => frame.locator("ui-save-bar[showing]").count()).toBe(0);
  });
});

const elsewhere = /shopify|شاپیفای|شوپیفای|شوبيفاي|شوبیفای/i;

/** Addresses that the page leads to, and which of them lead nowhere. */
async function deadLinks(frame: Frame): Promise<string[]> {
  const hrefs: string[] = await frame.evaluate(
    "[...document.querySelectorAll('a[href]')].map((link) => link.href).filter((href, i, all) => all.indexOf(href) === i)",
  );
  const dead: string[] = [];
  for (const href of hrefs) {
    const { origin } = new URL(href);
    if (origin !== wp.appOrigin && origin !== wp.storeOrigin) dead.push(`${href} leads out of the store`);
    else if (!seen.has(href)) {
      seen.add(href);
      const answer = await fetch(href, { headers: { Authorization: `Bearer ${wp.plugin.staff("owner")}` } });
      if (answer.status >= 400) dead.push(`${href} answers ${answer.status}`);
    }
  }
  return dead;
}
const seen = new Set<string>();

describe.each(locales)("all pages in %s", (locale) => {
  const { t } = createTranslator(locale);

  it("speak of this store alone, lead somewhere, and keep nobody out", async () => {
    const { page, frame } = await open(locale);
    const titles = await menu(frame).allTextContents();
    expect(titles).toContain(t("nav.settings"));
    expect(titles).not.toContain(t("nav.referrals"));
    for (const title of titles) {
      await go(frame, title);
      const text: string = await frame.evaluate("document.body.innerText");
      expect(text, title).not.toMatch(elsewhere);
      expect(text, title).not.toContain(t("fault.title"));
      expect(await deadLinks(frame), title).toEqual([]);
      expect(await sideways(frame), title).toBe(0);
      expect(await seriousFaults(page), title).toEqual([]);
    }
    const [member] = await members();
    await go(frame, t("nav.members"));
    await frame.locator(`a[href*="/app/members/${member?.id}"]`).first().click();
    await frame.getByText(t("adjust.title")).first().waitFor();
    expect(await frame.evaluate("document.body.innerText")).not.toMatch(elsewhere);
    expect(await current(frame).textContent()).toBe(t("nav.members"));
  });
});

describe("what the store cannot do", () => {
  it("is not offered: no credit, no cards, no tags, no discounts of tiers", async () => {
    const { frame } = await open("en");
    await go(frame, "Rewards");
    await frame.getByRole("button", { name: "Add a reward" }).click();
    const kinds = await frame.getByLabel("What members get").locator("option").allTextContents();
    expect(kinds.join()).not.toMatch(/credit|gift card/i);
    expect(await frame.getByLabel("Any other coupon").count()).toBe(1);
    await frame.locator("ui-save-bar").getByRole("button", { name: "Discard" }).click();
    await go(frame, "Tiers");
    const text: string = await frame.evaluate("document.querySelector('main').innerText");
    expect(text).not.toMatch(/tag|free shipping|off every/i);
  });
});

describe("on a phone", () => {
  it.each(["en", "fa"] as const)(
    "the menu is behind a button, opens, leads on and closes (%s)",
    async (locale) => {
      const { t } = createTranslator(locale);
      const { page, frame } = await open(locale, phone);
      const button = frame.locator("ui-nav-menu").getByRole("button", { name: t("frame.menu") });
      expect(await menu(frame).first().isVisible()).toBe(false);
      await button.click();
      expect(await menu(frame).first().isVisible()).toBe(true);
      expect(await seriousFaults(page)).toEqual([]);
      await frame.locator("ui-nav-menu a").first().press("Escape");
      expect(await menu(frame).first().isVisible()).toBe(false);
      await button.click();
      await go(frame, t("nav.rewards"));
      expect(await menu(frame).first().isVisible()).toBe(false);
      expect(await sideways(frame)).toBe(0);
      expect(await seriousFaults(page)).toEqual([]);
    },
  );
});

describe("support", () => {
  it("sees members and orders, adjusts points, and is kindly refused the rest", async () => {
    wp.become({ role: "support" });
    const { page, frame } = await open("fa");
    const { t } = createTranslator("fa");
    expect(await menu(frame).allTextContents()).toEqual([t("nav.members"), t("nav.orders")]);
    const [member] = await members();
    await frame.locator(`a[href*="/app/members/${member?.id}"]`).first().click();
    await frame.getByText(t("adjust.title")).first().waitFor();
    expect(await frame.getByText(t("membership.card.erase")).count()).toBe(0);
    expect(await frame.getByText(t("birthday.save")).count()).toBe(0);
    await frame.locator("input[name=amount]").fill("۵۰");
    await frame.locator("form:has(input[name=amount]) select[name=reason]").selectOption({ index: 1 });
    await frame.getByRole("button", { name: t("adjust.submit") }).click();
    await expect.poll(async () => (await members())[0]?.balance).toBe((member?.balance ?? 0) + 50);
    await frame.locator(".vafa-notes > *").first().waitFor();
    browser.tolerate(/status of 403/);
    await frame.evaluate(
      "(() => { const a = document.createElement('a'); a.setAttribute('href', '/app/settings?locale=fa'); document.body.append(a); a.dispatchEvent(new CustomEvent('shopify:navigate', { bubbles: true })); a.remove(); })()",
    );
    await frame.getByRole("heading", { name: t("fault.forbidden.title") }).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
  });
});
