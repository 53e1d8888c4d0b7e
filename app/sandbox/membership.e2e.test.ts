/**
 * Membership in Chromium, in both shops and both directions of writing (M1, M2, M4 to M6): staff choose how customers join, a shopper joins from a block without script and gets
 * what they bought as a guest, withdraws a consent and leaves; invitation, paid membership and its refund, and merges in both directions.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { browserForTests } from "../testing/browser";
import { seriousFaults, sideways } from "../testing/page-quality";
import { DEMO_SHOP, TEHRAN_SHOP } from "./cast/shops";
import { type Books, openBooks } from "./testing/books";
import { type SandboxScript, sandboxScript } from "./testing/sandbox-script";
import { type House, Shopper, Staff } from "./testing/windows";

const browser = browserForTests();
const soon = { interval: 200 };
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
    language: "",
    words: {
      title: "Membership",
      optIn: "By joining",
      invitation: "By invitation",
      paid: "By buying",
      automatic: "Automatically",
      save: "Save",
      join: "Join",
      leave: "Leave the program",
      leaveNow: "Leave now",
      withdraw: "I withdraw",
      invite: "E-mail or customer number",
      inviteNow: "Invite",
      products: "Products that make a member",
      over: "The paid membership has run out",
      of: "of member",
    },
  },
  {
    shop: TEHRAN_SHOP,
    locale: "fa",
    language: "",
    words: {
      title: "عضویت",
      optIn: "با پیوستن",
      invitation: "با دعوت",
      paid: "با خرید",
      automatic: "خودکار",
      save: "ذخیره",
      join: "می‌پیوندم",
      leave: "ترک برنامه",
      leaveNow: "اکنون ترک می‌کنم",
      withdraw: "پس می‌گیرم",
      invite: "ایمیل یا شمارهٔ مشتری",
      inviteNow: "دعوت",
      products: "محصول‌هایی که عضو می‌کند",
      over: "مدت عضویت پولی به پایان رسیده است",
      of: "از عضو",
    },
  },
] as const;

const created = z.object({ customer: z.object({ id: z.number() }) });

describe.each(scenes)("membership in $locale", ({ shop, locale, language, words }) => {
  let staff: Staff;
  let product = { handle: "", title: "", variantId: 0 };
  const stamp = Date.now();

  beforeAll(async () => {
    const found = await sandbox.shop(shop);
    const sold = found.products[0];
    product = { handle: sold?.handle ?? "", title: "", variantId: sold?.variants[0]?.id ?? 0 };
    staff = await Staff.enter(house, { shop, staffId: found.staff[0]?.id ?? 0, locale });
  });
  afterAll(() => choose(words.automatic));

  const emailOf = (name: string) => `${name}-${locale}-${stamp}@example.com`;
  const person = async (name: string): Promise<number> => {
    const wish = { firstName: name, lastName: locale, email: emailOf(name), locale };
    return created.parse(await sandbox.post(`/api/${shop}/customers`, wish)).customer.id;
  };
  const guestBuys = async (email: string): Promise<void> => {
    const lines = [{ variantId: product.variantId, quantity: 2 }];
    await sandbox.post(`/api/${shop}/orders`, { lines, email });
    await sandbox.workedOff();
  };
  const buys = (customerId: number) => sandbox.place(shop, { customerId, of: [[product.handle, 1]] });
  const member = async (customerId: number) => {
    await sandbox.workedOff();
    return books.member(shop, customerId);
  };
  const statusOf = async (customerId: number): Promise<string | null> => {
    const found = await member(customerId);
    if (!found) return null;
    const [row] = await books.sql.query<{ status: string }>(
      `SELECT "status" FROM "members" WHERE "shopId" = $1 AND "id" = $2`,
      [await books.shopId(shop), found.id],
    );
    return row?.status ?? null;
  };
  async function choose(mode: string, more: () => Promise<void> = async () => {}): Promise<void> {
    await staff.open("membership", words.title);
    const radio = staff.app.getByRole("radio", { name: mode });
    // Polaris draws its own circle over the radio, which is there for everybody but the mouse.
    if (!(await radio.isChecked())) await radio.check({ force: true });
    await more();
    const save = staff.app.locator("main").getByRole("button", { name: words.save, exact: true });
    if (await save.isEnabled()) {
      await save.click();
      await expect.poll(() => save.isEnabled(), soon).toBe(false);
    }
  }
  /** On a phone, without any script. */
  const onPhone = async (customerId: number): Promise<Shopper> => {
    const options = { viewport: { width: 390, height: 844 }, javaScriptEnabled: false };
    const shopper = await Shopper.enter(house, { shop, customerId, language, options });
    await shopper.page.goto(shopper.store("/pages/rewards"));
    return shopper;
  };
  const joinIn = async ({ page }: Shopper): Promise<string> => {
    await page.locator("#vafa-membership input[name='consent_program']").check();
    await page.locator("#vafa-membership input[name='consent_email']").check();
    await page.getByRole("button", { name: words.join, exact: true }).click();
    return new URL(page.url()).hash;
  };

  test("opt-in: a guest's order is theirs once they have joined, on a phone, without script", async () => {
    await choose(words.optIn);
    expect(await seriousFaults(staff.page)).toEqual([]);
    await guestBuys(emailOf("guest"));
    const customer = await person("guest");
    expect(await member(customer)).toBeNull();
    const shopper = await onPhone(customer);
    expect(await sideways(shopper.page)).toBe(0);
    expect(await joinIn(shopper)).toBe("#vafa-joined");
    expect(await shopper.page.locator("#vafa-joined").isVisible()).toBe(true);
    await expect.poll(async () => (await member(customer))?.balance, soon).toBeGreaterThan(0);

    await shopper.page.goto(shopper.store("/pages/rewards"));
    await expect
      .poll(async () => {
        await shopper.page.reload();
        return shopper.page.locator("#vafa-purpose").count();
      }, soon)
      .toBe(1);
    await shopper.page.getByRole("button", { name: words.withdraw }).click();
    expect(new URL(shopper.page.url()).hash).toBe("#vafa-consented");
    const consents = await books.sql.query<{ purpose: string; granted: boolean }>(
      `SELECT "purpose", "granted" FROM "consents" WHERE "shopId" = $1 AND "memberId" = $2 ORDER BY "id"`,
      [await books.shopId(shop), (await member(customer))?.id ?? 0],
    );
    expect(consents.map((one) => `${one.purpose} ${one.granted}`)).toEqual([
      "program true",
      "email true",
      "email false",
    ]);

    await shopper.page.goto(shopper.store("/pages/rewards"));
    await shopper.page.locator("summary", { hasText: words.leave }).click();
    await shopper.page.getByRole("button", { name: words.leaveNow }).click();
    expect(new URL(shopper.page.url()).hash).toBe("#vafa-left");
    expect(await statusOf(customer)).toBe("left");
    expect((await member(customer))?.balance).toBe(0);
    await shopper.page.context().close();
  });

  test("by invitation: nobody else gets in, and the invited one does", async () => {
    await choose(words.invitation);
    const customer = await person("invited");
    const shopper = await onPhone(customer);
    expect(await joinIn(shopper)).toBe("#vafa-membership-not-invited");
    await choose(words.invitation, async () => {
      await staff.app.getByLabel(words.invite).fill(emailOf("invited"));
      await staff.app.getByRole("button", { name: words.inviteNow, exact: true }).click();
      await staff.app.getByText(emailOf("invited")).first().waitFor();
    });
    await shopper.page.goto(shopper.store("/pages/rewards"));
    expect(await joinIn(shopper)).toBe("#vafa-joined");
    expect(await statusOf(customer)).toBe("active");
    await shopper.page.context().close();
  });

  test("paid: buying the product makes a member, cancelling the order ends it", async () => {
    await choose(words.paid, async () => {
      await staff.app.getByLabel(words.products).click();
      await staff.app.getByRole("option").first().waitFor();
      for (const option of await staff.app.getByRole("option").all()) await option.click();
      await staff.page.keyboard.press("Escape");
    });
    const customer = await person("paying");
    expect(await member(customer)).toBeNull();
    const order = await buys(customer);
    await expect.poll(() => statusOf(customer), soon).toBe("active");
    await sandbox.change(shop, order.id, "cancel");
    await expect.poll(() => statusOf(customer), soon).toBe("lapsed");
    await staff.open(`members/${(await member(customer))?.id}`, /./);
    await staff.app.getByText(words.over).waitFor();
  });

  test("merges, in both directions, end as one member with one history", async () => {
    await choose(words.automatic);
    for (const keepFirst of [true, false]) {
      const [first, second] = [await person("one"), await person("two")];
      await buys(first);
      await buys(second);
      await sandbox.workedOff();
      const sum = ((await member(first))?.balance ?? 0) + ((await member(second))?.balance ?? 0);
      const [keep, remove] = keepFirst ? [first, second] : [second, first];
      await sandbox.post(`/api/${shop}/customers/merge`, { keep, remove });
      await expect.poll(async () => (await member(keep))?.balance, soon).toBe(sum);
      expect((await member(remove))?.id).toBe((await member(keep))?.id);
      await staff.open(`members/${(await member(keep))?.id}`, /./);
      await staff.app.getByText(words.of, { exact: false }).first().waitFor();
      await expect.poll(() => staff.app.locator(".vafa-entry").count(), soon).toBe(4);
    }
    await books.balanced();
  });
});
