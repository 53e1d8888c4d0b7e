/** Members of another program come over, in Chromium: staff choose a file, see what will happen, say so, and find everything at the member. In English and in Persian. */
import { readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { browserForTests } from "../testing/browser";
import { seriousFaults } from "../testing/page-quality";
import { DEMO_SHOP, TEHRAN_SHOP } from "./cast/shops";
import { type Books, openBooks } from "./testing/books";
import { type SandboxScript, sandboxScript } from "./testing/sandbox-script";
import { type House, Shopper, Staff } from "./testing/windows";

const browser = browserForTests();
let sandbox: SandboxScript;
let books: Books;
let house: House;

beforeAll(async () => {
  sandbox = await sandboxScript();
  books = await openBooks();
  house = { browser, origin: sandbox.origin };
});
afterAll(() => books.close());

async function staffOf(shop: string, locale: string): Promise<Staff> {
  const { staff } = await sandbox.shop(shop);
  return Staff.enter(house, { shop, staffId: staff[0]?.id ?? 0, locale });
}

async function choose(staff: Staff, name: string, text: string): Promise<void> {
  const path = join(tmpdir(), name);
  await writeFile(path, text);
  await staff.app.locator("input[type=file]").setInputFiles(path);
}

/** What the browser saves when a button is pressed. */
async function saved({ page, app }: Staff, name: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    app.getByRole("button", { name }).click(),
  ]);
  return readFile(await download.path(), "utf8");
}

describe("members of another program", () => {
  it("field lesson 21: come over with points, pending points, tier and history", async () => {
    const customer = await sandbox.customer(DEMO_SHOP, "Brought");
    const staff = await staffOf(DEMO_SHOP, "en");
    await staff.open("import", "Import");
    const text = `record,customer_id,name,points,tier,tier_until,earned_at,matures_at,expires_at,at,description,shoe size
member,${customer},Brought Along,,gold,2030-12-31,,,,,,44
lot,${customer},,300,,,2026-01-05,,2030-01-31,,,
lot,${customer},,45,,,2026-11-20,2030-01-01,never,,,
history,${customer},,120,,,,,,2023-04-01,Order 77 in the old shop,
lot,999999999,,ten,,,,,,,,
`;
    await choose(staff, "old-members.csv", text);
    const { app } = staff;
    await app.getByText("This is what will happen").waitFor();
    expect(await books.member(DEMO_SHOP, customer)).toMatchObject({ balance: 0 });
    await app.getByText("Columns left out: ⁨shoe size⁩").waitFor();
    const bad = app.getByRole("row", { name: /^6/ });
    expect(await bad.textContent()).toContain("Not a whole number within bounds");
    expect(await saved(staff, "Download the problems")).toContain(
      "\r\n6,points,Not a whole number within bounds",
    );
    expect(await seriousFaults(staff.page)).toEqual([]);

    await app.getByRole("button", { name: "Import 1 member" }).click();
    await app.getByText("The members are imported").waitFor();
    const member = await books.member(DEMO_SHOP, customer);
    expect(member).toMatchObject({ balance: 345 });
    await books.balanced();

    await staff.open(`members/${member?.id}`, /^Brought/);
    expect(await staff.canBeSpent()).toBe(300);
    const [latest] = await staff.readHistory();
    expect(latest?.what).toContain("Brought along from the former program");
    await app.getByRole("heading", { name: "Before Vafa" }).waitFor();
    await app.getByText("Order 77 in the old shop").waitFor();
    const shopper = await Shopper.enter(house, { shop: DEMO_SHOP, customerId: customer });
    await expect.poll(() => shopper.balance()).toBe(300);
  });

  it("may begin with the example, which is a file that can be taken as it is", async () => {
    const staff = await staffOf(DEMO_SHOP, "en");
    await staff.open("import", "Import");
    await choose(staff, "example.csv", await saved(staff, "Download an example"));
    await staff.app.getByText("This is what will happen").waitFor();
    await staff.app.getByRole("button", { name: "Import 2 members" }).waitFor();
    expect(await staff.app.getByRole("button", { name: "Download the problems" }).count()).toBe(0);
  });

  it("are imported in Persian, with Persian digits, and a file that cannot be read says why", async () => {
    const customer = await sandbox.customer(TEHRAN_SHOP, "Avarde");
    const staff = await staffOf(TEHRAN_SHOP, "fa");
    browser.tolerate(/status of 422/);
    await staff.open("import", "درون‌ریزی");
    await choose(staff, "bad.csv", "name,points\nکسی,۵\n");
    await staff.app.getByText("پرونده باید ستون customer_id یا email داشته باشد").waitFor();
    await choose(staff, "اعضا.csv", `customer_id,name,points\n${customer},آورده‌شده,"۱٬۲۵۰"\n`);
    await staff.app.getByText("این رخ خواهد داد").waitFor();
    expect(await seriousFaults(staff.page)).toEqual([]);
    await staff.app.getByRole("button", { name: "درون‌ریزی ۱ عضو" }).click();
    await staff.app.getByText("اعضا درون‌ریزی شدند").waitFor();
    expect(await books.member(TEHRAN_SHOP, customer)).toMatchObject({ balance: 1_250 });
  });
});
