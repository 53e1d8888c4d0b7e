/**
 * The admin in a real browser, as staff use it: the deeds of support and of the merchant, from the first press to the audit trail. (Every page in
 * every language is looked at in app/sandbox/pages.e2e.test.ts.)
 */
import type { Frame, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AppServer, startApp } from "../testing/app-server";
import { browserForTests } from "../testing/browser";
import { seriousFaults } from "../testing/page-quality";

const browser = browserForTests();
const shop = "vafa-demo.myshopify.com";
let app: AppServer;

beforeAll(async () => {
  app = await startApp({ env: { SANDBOX_HISTORY: "short" } });
});
afterAll(() => app.stop());

async function appIn(page: Page): Promise<Frame> {
  const frame = page.frame({ name: "app-iframe" });
  if (!frame) throw new Error("there is no app in the store admin");
  await frame.locator("h1").first().waitFor();
  return frame;
}

async function openAdmin(
  path: string,
  locale: string,
  viewport = { width: 1280, height: 900 },
): Promise<[Page, Frame]> {
  const page = await browser.open({ viewport });
  await page.goto(`${app.url}/sandbox/admin/${shop}/${path}?locale=${locale}`, { waitUntil: "networkidle" });
  return [page, await appIn(page)];
}

test("right-to-left is a mirror image: what stands at the right edge in English stands at the left in Persian", async () => {
  const edge = async (locale: string) => {
    const [page, frame] = await openAdmin("program", locale);
    const box = await frame.locator(".vafa-aside").boundingBox();
    const whole = await frame.locator("main").boundingBox();
    await page.close();
    if (!box || !whole) throw new Error("the example is not drawn");
    return { start: box.x - whole.x, end: whole.x + whole.width - box.x - box.width };
  };
  const [en, fa] = [await edge("en"), await edge("fa")];
  expect(Math.abs(en.end - fa.start)).toBeLessThan(2);
  expect(Math.abs(en.start - fa.end)).toBeLessThan(2);
});

test("support finds a member, adjusts in Persian digits, undoes it, and the audit trail shows who", async () => {
  const [page, frame] = await openAdmin("members", "en");
  await frame.getByRole("searchbox").fill("whitf");
  await frame.getByRole("button", { name: "Search", exact: true }).click();
  await frame.getByRole("link", { name: "Grace Whitfield" }).click();
  await frame.getByRole("heading", { level: 1, name: "Grace Whitfield" }).waitFor();
  const balance = () => frame.locator(".vafa-balance").textContent();
  const before = Number((await balance())?.replaceAll(",", ""));
  expect(await seriousFaults(page)).toEqual([]);
  await frame.getByLabel("How many").fill("۲۵۰");
  await frame.locator("form:has([name='amount'])").getByLabel("Reason").selectOption("goodwill");
  await frame.getByRole("textbox", { name: "Note" }).fill("Box arrived dented");
  const after = (before + 250).toLocaleString("en");
  await expect
    .poll(() => frame.locator(".vafa-preview").textContent())
    .toBe(`Can be spent afterwards: ${after}`);
  await frame.getByRole("button", { name: "Adjust", exact: true }).click();
  await expect.poll(balance).toBe(after);
  await frame.getByText("Note: Box arrived dented").waitFor();
  await frame.getByRole("button", { name: /^Undo entry/ }).click();
  await frame.getByRole("button", { name: "Undo the entry" }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await frame.getByRole("button", { name: "Undo the entry" }).click();
  await expect.poll(balance).toBe(before.toLocaleString("en"));
  const audit = frame.locator(".vafa-audit").filter({ hasText: "Adjusted points" });
  await expect.poll(() => audit.textContent()).toContain("Undid an entry (-250)");
  expect(await audit.textContent()).toContain("Adjusted points (+250)");
  expect(await audit.textContent()).toMatch(/Sara Karimi|Staff member 90000001/);
  await page.close();
});

test("a refusal is said where the wish was made, and loses nothing that was typed", async () => {
  const [page, frame] = await openAdmin("members", "en");
  await frame.getByRole("searchbox").fill("whitf");
  await frame.getByRole("button", { name: "Search", exact: true }).click();
  await frame.getByRole("link", { name: "Grace Whitfield" }).click();
  await frame.getByRole("heading", { level: 1, name: "Grace Whitfield" }).waitFor();
  await frame.getByText("Take points").click();
  await frame.getByLabel("How many").fill("9999999");
  await frame.locator("form:has([name='amount'])").getByLabel("Reason").selectOption("mistake");
  await frame.getByRole("button", { name: "Adjust", exact: true }).click();
  await frame.getByText("There are not enough points.").waitFor();
  expect(await frame.getByLabel("How many").inputValue()).toBe("9999999");
  await page.close();
});

test("a member of another shop is not there", async () => {
  browser.tolerate(/404 \(Not Found\)/);
  const [page, frame] = await openAdmin("members/999999999", "en");
  expect(await frame.locator("h1").textContent()).toBe("There is nothing here");
  await page.close();
});

describe("the program", () => {
  const points = '[id="earningRules.0.arguments.points"]';
  const minimum = '[id="redemption.minimumPoints"]';
  const earns = (frame: Frame) =>
    frame
      .locator(".vafa-aside")
      .getByRole("row", { name: /^Together/ })
      .locator("td")
      .last()
      .textContent();
  const version = (frame: Frame) => frame.locator(".Polaris-Header-Title__SubTitle").textContent();
  const save = (frame: Frame) =>
    frame.locator("main").getByRole("button", { name: "Save", exact: true }).click();

  test("is recomputed with every key, and complains at the field", async () => {
    const [page, frame] = await openAdmin("earning", "en");
    expect(await earns(frame)).toBe("250");
    await frame.locator(points).fill("10");
    await expect.poll(() => earns(frame)).toBe("500");
    await frame.locator(points).fill("1,5");
    await frame.getByText("Enter a whole number.").waitFor();
    expect(await earns(frame)).toBe("500");
    await page.close();
  });

  test("is never saved over somebody else's change unseen", async () => {
    const [mine, my] = await openAdmin("program", "en");
    const [theirs, their] = await openAdmin("program", "en");
    await my.locator(minimum).fill("6");
    await their.locator("#pendingDays").fill("3");
    await save(their);
    await expect.poll(() => version(their)).toBe("Version 2");
    await save(my);
    await my.getByText("Someone saved version 2 while you were editing").waitFor();
    expect(await my.locator(minimum).inputValue()).toBe("6");
    await my.getByRole("button", { name: "Save mine on top" }).click();
    await expect.poll(() => version(my)).toBe("Version 3");
    await mine.close();
    await theirs.close();
  });
});

test("a script that somebody's words became does not run: written into the page, onto an element, or fetched from where merchants keep files", async () => {
  const page = await browser.open();
  const planted = `<script>window.stolen = 1</script><img alt="" src="data:," onerror="window.stolen = 2">
<script src="https://cdn.shopify.com/s/files/1/stolen.js"></script><base href="https://evil.example/">`;
  await page.route(/\/app\?/, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace("</body>", `${planted}</body>`);
    await route.fulfill({ response, body });
  });
  await page.goto(`${app.url}/sandbox/admin/${shop}?locale=en`);
  const frame = await appIn(page);
  expect(await frame.evaluate("[window.stolen, document.baseURI === location.href]")).toEqual([
    undefined,
    true,
  ]);
  const refused = browser.takeComplaints().filter((text) => text.includes("Content Security Policy"));
  const directives = refused.map((text) => /directive:? ["'](\S+)/.exec(text)?.[1]);
  expect(new Set(directives)).toEqual(new Set(["script-src", "base-uri"]));
  await page.close();
});

test.each(["en", "fa"])(
  "the public pages break no rule of their own, and lead to a shop's login, in %s",
  async (locale) => {
    const page = await browser.open();
    await page.route("https://*.shopify.com/**", (route) => route.fulfill({ body: "a login" }));
    await page.route("https://*.myshopify.com/**", (route) => route.fulfill({ body: "a login" }));
    for (const path of ["/woocommerce/connect", "/woocommerce/bounce", "/"]) {
      await page.goto(`${app.url}${path}?locale=${locale}`, { waitUntil: "networkidle" });
      expect(await seriousFaults(page)).toEqual([]);
    }
    await page.locator("input[name=shop]").fill("vafa-elsewhere.myshopify.com");
    await page.locator("button[type=submit]").click();
    await page.waitForURL(/^https:\/\/(admin\.shopify\.com|vafa-elsewhere\.myshopify\.com)\//);
    await page.close();
  },
);
