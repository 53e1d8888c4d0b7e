/**
 * A referral in Chromium, in both shops and both directions of writing (G1, field lesson 23): staff switch it on, a member finds their link, a friend gets a code
 * without any script and buys, the window closes, the member is rewarded; and what looks like a ring waits for a person.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { rewardReferrals } from "../services/reward-referrals";
import { sendEffects } from "../services/send-effects";
import { browserForTests } from "../testing/browser";
import { seriousFaults, sideways } from "../testing/page-quality";
import { DEMO_SHOP, TEHRAN_SHOP } from "./cast/shops";
import { type Books, openBooks } from "./testing/books";
import { type SandboxScript, sandboxScript } from "./testing/sandbox-script";
import { secondProcess } from "./testing/second-process";
import { type House, Shopper, Staff } from "./testing/windows";

const browser = browserForTests();
const day = 86_400_000;
const soon = { interval: 150 };
let sandbox: SandboxScript;
let books: Books;
let house: House;

beforeAll(async () => {
  sandbox = await sandboxScript();
  books = await openBooks();
  house = { browser, origin: sandbox.origin };
});
afterAll(() => books.close());

const scenes = [
  {
    shop: DEMO_SHOP,
    locale: "en",
    advocate: "emma",
    /** What the advocate could write to look like somebody else. */
    varied: "emma.clarke+friend@example.com",
    words: {
      title: "Referrals",
      active: "Members can invite friends",
      save: "Save",
      invite: "Invite friends and get",
      own: "See your link",
      landing: "A friend invites you",
      ask: "Get my code",
      bought: "A friend has bought",
      rewarded: "you have your points",
      entry: "For a friend who followed your invitation",
      waiting: "Waiting for your decision",
      approve: "Approve",
      reason: "Reason",
    },
  },
  {
    shop: TEHRAN_SHOP,
    locale: "fa",
    advocate: "maryam",
    varied: "maryam.ahmadi+friend@example.com",
    words: {
      title: "معرفی دوستان",
      active: "اعضا می‌توانند دوستانشان را دعوت کنند",
      save: "ذخیره",
      invite: "دوستانتان را دعوت کنید",
      own: "پیوند خود را ببینید",
      landing: "یک دوست شما را دعوت کرده است",
      ask: "کدم را بگیر",
      bought: "یک دوست خرید کرده است",
      rewarded: "امتیازتان رسید",
      entry: "برای دوستی که با دعوت شما خرید کرد",
      waiting: "در انتظار تصمیم شما",
      approve: "تأیید",
      reason: "دلیل",
    },
  },
] as const;

/** The job as it runs after the window has closed: in another process, with a clock of its own. */
async function windowCloses(domain: string): Promise<void> {
  const later = await secondProcess(20 * day);
  try {
    const shopId = await books.shopId(domain);
    await rewardReferrals(later.ctx, shopId);
    // What it asked for is due by its clock, so it sends that too.
    while ((await sendEffects(later.ctx, shopId)) > 0);
  } finally {
    await later.close();
  }
}

describe.each(scenes)("a referral in $locale", ({ shop, locale, advocate, varied, words }) => {
  let staff: Staff;
  let member: Shopper;
  let customerId = 0;
  let link = "";
  let product = "";

  beforeAll(async () => {
    const found = await sandbox.shop(shop);
    customerId = found.cast.find(({ key }) => key === advocate)?.id ?? 0;
    product = found.products[0]?.handle ?? "";
    staff = await Staff.enter(house, { shop, staffId: found.staff[0]?.id ?? 0, locale });
    member = await Shopper.enter(house, { shop, customerId });
  });

  const friendsCode = async (email: string): Promise<string> => {
    const guest = await browser.open({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
    await guest.goto(link);
    await guest.locator("input[type='email']").fill(email);
    await guest.getByRole("button", { name: words.ask }).click();
    const code = (await guest.locator("[data-vafa-code]").textContent()) ?? "";
    await guest.context().close();
    return code;
  };
  const buy = async (firstName: string, code: string) => {
    const friend = await sandbox.customer(shop, firstName);
    await sandbox.place(shop, { customerId: friend, of: [[product, 1]], codes: [code] });
    await sandbox.workedOff();
  };

  test("is switched on by staff", async () => {
    await staff.open("referrals", words.title);
    await staff.app.getByLabel(words.active).check();
    await staff.app.locator("[id='referrals.waitDays']").fill("14");
    await staff.app.locator("main").getByRole("button", { name: words.save, exact: true }).click();
    await expect.poll(async () => (await sandbox.shop(shop)).program !== null, soon).toBe(true);
    await sandbox.workedOff();
    expect(await seriousFaults(staff.page)).toEqual([]);
  });

  test("is offered on the storefront, and leads a member to their link", async () => {
    await member.page.goto(member.store("/pages/rewards"));
    expect(await member.page.locator(".vafa-referral").textContent()).toContain(words.invite);
    await member.page.getByRole("link", { name: words.own }).click();
    const shown = (await member.page.locator("[data-vafa-link]").textContent()) ?? "";
    expect(shown).toMatch(new RegExp(`^https://${shop}/apps/vafa/referral/[0-9A-Z]{4}-[0-9A-Z]{4}$`));
    link = member.store(new URL(shown).pathname);
  });

  test("gives a friend a code of their own, on a phone and without script", async () => {
    const guest = await browser.open({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
    await guest.goto(link);
    expect(await guest.locator("h1").textContent()).toBe(words.landing);
    expect(await guest.locator(".vafa-page").getAttribute("dir")).toBe(locale === "fa" ? "rtl" : "ltr");
    expect(await sideways(guest)).toBeLessThanOrEqual(0);
    await guest.context().close();
    const code = await friendsCode(`friend-${locale}@example.com`);
    expect(code).toMatch(/^VAFA-/);
    await buy("Friend", code);
  });

  test("shows both sides how it stands, and rewards when the window has closed", async () => {
    await member.page.goto(member.store("/apps/vafa/referral"));
    expect(await member.page.locator(".vafa-page").textContent()).toContain(words.bought);
    const before = (await books.member(shop, customerId))?.balance ?? 0;
    await windowCloses(shop);
    expect((await books.member(shop, customerId))?.balance).toBe(before + 500);
    await member.page.goto(member.store("/apps/vafa/referral"));
    expect(await member.page.locator(".vafa-page").textContent()).toContain(words.rewarded);
    const id = (await books.member(shop, customerId))?.id;
    await staff.page.goto(`${sandbox.origin}/sandbox/admin/${shop}/members/${id}?locale=${locale}`);
    await staff.app.getByText(words.entry).first().waitFor();
  });

  test("field lesson 23: waits for a person when several signs come together, and follows their decision", async () => {
    const codes = [await friendsCode(varied)];
    for (let friend = 0; friend < 4; friend += 1)
      codes.push(await friendsCode(`ring-${friend}-${locale}@example.com`));
    await buy("Ring", codes[0] ?? "");
    await staff.open("referrals", words.title);
    const queue = staff.app.locator("section.vafa-item");
    await expect.poll(() => queue.count(), soon).toBeGreaterThan(0);
    const before = (await books.member(shop, customerId))?.balance ?? 0;
    await windowCloses(shop);
    expect((await books.member(shop, customerId))?.balance).toBe(before);
    await queue.first().getByLabel(words.reason).fill("Flatmates");
    await queue.first().getByRole("button", { name: words.approve }).click();
    await expect.poll(() => queue.count(), soon).toBe(0);
    await windowCloses(shop);
    expect((await books.member(shop, customerId))?.balance).toBe(before + 500);
    await books.balanced();
  });
});
