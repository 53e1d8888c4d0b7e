/**
 * A VIP milestone is changed (field lesson 15), in Chromium: tried on every member before it is saved, applied by the worker, seen on the storefront; then one
 * member is pinned with a reason and let go, and the whole history stands on their page.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTranslator } from "../i18n";
import { browserForTests } from "../testing/browser";
import { DEMO_SHOP } from "./cast/shops";
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

const soon = { timeout: 30_000, interval: 200 };
const silverThreshold = "[id='tiers.levels.1.threshold']";
const goldPercent = "[id='tiers.levels.2.benefits.percentOffBp']";

const stories = [
  {
    locale: "en",
    language: "",
    words: { silver: "Silver", gold: "Gold", bronze: "Bronze", percent: "5% off", move: "Bronze → Silver" },
  },
  {
    locale: "fa",
    language: "/fa",
    words: { silver: "نقره‌ای", gold: "طلایی", bronze: "برنزی", percent: "۵", move: "برنزی ← نقره‌ای" },
  },
] as const;

describe.each(stories)("tiers in $locale", ({ locale, language, words }) => {
  const { t } = createTranslator(locale);
  let staff: Staff;
  let shopper: Shopper;
  let customer = 0;

  const tierOf = async () => {
    const { id } = (await books.member(DEMO_SHOP, customer)) ?? { id: 0 };
    const [row] = await books.sql.query<{ tierId: string }>(
      `SELECT "tierId" FROM "members" WHERE "shopId" = $1 AND "id" = $2`,
      [await books.shopId(DEMO_SHOP), id],
    );
    return row?.tierId;
  };
  const block = async () => {
    await shopper.page.goto(shopper.store("/account"));
    return (await shopper.page.locator("main .vafa").first().textContent()) ?? "";
  };
  /** Sets both fields and saves; the answer is there when nothing is left to be saved. */
  const save = async (threshold: string, percent: string) => {
    await staff.app.locator(silverThreshold).fill(threshold);
    await staff.app.locator(goldPercent).fill(percent);
    await staff.save(t("common.save"));
  };
  const openMember = async () => {
    const { id } = (await books.member(DEMO_SHOP, customer)) ?? { id: 0 };
    await staff.open(`members/${id}`, /./);
  };

  beforeAll(async () => {
    const { staff: people } = await sandbox.shop(DEMO_SHOP);
    staff = await Staff.enter(house, { shop: DEMO_SHOP, staffId: people[0]?.id ?? 0, locale });
    customer = await sandbox.customer(DEMO_SHOP, `Milestone ${locale}`);
    // 200.00: bronze as the terms are, silver once it begins at 150.00.
    const of = [
      ["canvas-tote", 11],
      ["stoneware-mug", 2],
    ] as const;
    await sandbox.place(DEMO_SHOP, { customerId: customer, of });
    await sandbox.workedOff();
    shopper = await Shopper.enter(house, { shop: DEMO_SHOP, customerId: customer, language });
    expect(await tierOf()).toBe("bronze");
  });

  it("shows who would move before anything is saved, and moves nobody by it", async () => {
    await staff.open("tiers", t("tiers.title"));
    await staff.app.locator(silverThreshold).fill("150");
    await staff.app.locator(goldPercent).fill("5");
    await staff.app.getByRole("button", { name: t("tiers.preview.start") }).click();
    await staff.app.locator(".vafa-flow").waitFor();
    await staff.app.locator(".vafa-flow-moves").first().waitFor({ state: "attached" });
    await staff.app.getByText(t("tiers.preview.table")).click();
    const row = staff.app
      .getByRole("row")
      .filter({ hasText: words.bronze })
      .filter({ hasText: words.silver });
    await row.first().waitFor();
    expect(await tierOf()).toBe("bronze");
    await staff.app.locator(goldPercent).fill("6");
    await staff.app.getByText(t("tiers.preview.outdated")).waitFor();
  });

  it("moves them once it is saved, and the storefront says so", async () => {
    await save("150", "5");
    await expect.poll(tierOf, soon).toBe("silver");
    await sandbox.workedOff();
    await expect.poll(block, soon).toContain(words.silver);
    await openMember();
    await staff.app.getByText(t("member.tier.history")).click();
    await staff.app.getByText(words.move).waitFor();
  });

  it("lets staff pin a member with a reason, which history and audit trail keep, and let go", async () => {
    await openMember();
    await staff.app.getByText(t("pin.title")).click();
    await staff.app.getByRole("button", { name: t("pin.do"), exact: true }).click();
    await staff.app.getByText(t("declined.reason-missing")).waitFor();
    await staff.app.locator("select[name='tier']").selectOption("gold");
    await staff.app.locator("form:has(input[value='pin']) select[name='reason']").selectOption("partner");
    await staff.app.getByRole("button", { name: t("pin.do"), exact: true }).click();
    await expect.poll(tierOf, soon).toBe("gold");
    await staff.app.getByText(t("pin.forever")).waitFor();
    await staff.app.getByText(t("audit.tier-pinned")).waitFor();
    await staff.app.getByText(t("member.tier.history")).click();
    await staff.app.getByText(t("pin.reason.partner")).first().waitFor();
    await sandbox.workedOff();
    await expect.poll(block, soon).toContain(words.gold);
    expect(await block()).toContain(words.percent);
    await openMember();
    await staff.app.getByText(t("pin.let-go")).first().click();
    await staff.app.locator("form:has(input[value='unpin']) select[name='reason']").selectOption("mistake");
    await staff.app.getByRole("button", { name: t("pin.let-go"), exact: true }).click();
    await expect.poll(tierOf, soon).toBe("silver");
    await sandbox.workedOff();
  });

  it("takes it back the same way, so that the shop is as it was", async () => {
    await staff.open("tiers", t("tiers.title"));
    await save("500", "0");
    await expect.poll(tierOf, soon).toBe("bronze");
    await sandbox.workedOff();
    await books.balanced();
  });
});
