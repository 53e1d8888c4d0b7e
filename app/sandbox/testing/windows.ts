/** The sandbox's windows as the people in front of them use them: a shopper in storefront and checkout, staff in the admin and at the order desk. */
import type { BrowserContextOptions, FrameLocator, Locator, Page } from "playwright-core";
import { expect } from "vitest";
import type { TestBrowser } from "../../testing/browser";

/** The sandbox and its apps are at home on one origin; every window begins with it. */
export interface House {
  readonly browser: TestBrowser;
  readonly origin: string;
}

export interface ShopperWish {
  readonly shop: string;
  readonly customerId: number;
  /** "" for the shop's own language, "/fa" for another. */
  readonly language?: string;
  readonly options?: BrowserContextOptions;
}

const digits = "۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩";

/** A whole number as it is printed in any of our languages. */
export function readNumber(text: string | null): number {
  const latin = [...(text ?? "")].map((letter) => {
    const value = digits.indexOf(letter);
    return value < 0 ? letter : String(value % 10);
  });
  const figures = latin.join("").replace(/[^\d−-]/gu, "");
  return figures === "" ? Number.NaN : Number(figures.replace("−", "-"));
}

export class Shopper {
  private constructor(
    readonly page: Page,
    private readonly house: House,
    private readonly wish: ShopperWish,
  ) {}

  /** A browser in which they are logged in. */
  static async enter(house: House, wish: ShopperWish): Promise<Shopper> {
    const page = await house.browser.open(wish.options);
    await page.goto(`${house.origin}/sandbox/login/${wish.shop}/${wish.customerId}`);
    return new Shopper(page, house, wish);
  }

  store(path: string): string {
    return `${this.house.origin}/sandbox/stores/${this.wish.shop}${this.wish.language ?? ""}${path}`;
  }

  /** The balance as the storefront's block prints it. */
  async balanceText(): Promise<string> {
    await this.page.goto(this.store("/account"));
    return (await this.page.locator("main .vafa-balance__number").textContent())?.trim() ?? "";
  }

  async balance(): Promise<number> {
    return readNumber(await this.balanceText());
  }

  async putIntoCart(handle: string, quantity: number): Promise<void> {
    await this.page.goto(this.store(`/products/${handle}`));
    await this.page.locator("form[action$='/cart/add'] input[name='quantity']").fill(String(quantity));
    await this.page.locator("form[action$='/cart/add'] button").click();
    await this.page.waitForURL(/\/cart$/);
  }

  /** From the cart to the checkout. */
  async checkOut(): Promise<void> {
    await this.page.locator(".shop-summary a.shop-button").click();
    await this.page.waitForURL(/\/sandbox\/checkout\//);
  }

  /** Our extension, in its frame on the checkout and the thank-you page. */
  get points(): FrameLocator {
    return this.page.frameLocator("iframe.extension");
  }

  /** @returns the order's id. */
  async placeOrder(): Promise<number> {
    await this.page.locator(".place").click();
    await this.page.waitForURL(/thank-you/);
    return Number(await this.page.locator("[data-order]").getAttribute("data-order"));
  }
}

export interface StaffWish {
  readonly shop: string;
  readonly staffId: number;
  readonly locale?: string;
  readonly options?: BrowserContextOptions;
}

export class Staff {
  private constructor(
    readonly page: Page,
    private readonly house: House,
    private readonly wish: StaffWish,
  ) {}

  static async enter(house: House, wish: StaffWish): Promise<Staff> {
    return new Staff(await house.browser.open(wish.options), house, wish);
  }

  /** The embedded app, in the admin's frame. */
  get app(): FrameLocator {
    return this.page.frameLocator("#app");
  }

  /** Opens a page of the app inside the store admin: "members", "deliveries". */
  async open(path: string, heading: string | RegExp): Promise<void> {
    const { shop, staffId, locale = "en" } = this.wish;
    const question = path.includes("?") ? "&" : "?";
    await this.page.goto(
      `${this.house.origin}/sandbox/admin/${shop}/${path}${question}staff=${staffId}&locale=${locale}`,
    );
    await this.app.getByRole("heading", { level: 1, name: heading }).first().waitFor();
  }

  /** Saves the form of the page, and waits until that is done: a button that is at work cannot be pressed either. */
  async save(label: string): Promise<void> {
    const button = this.app.locator(".Polaris-Page").getByRole("button", { name: label, exact: true });
    await button.click();
    const isDone = async () =>
      (await button.isDisabled()) && (await button.getAttribute("aria-busy")) === null;
    await expect.poll(isDone, { timeout: 30_000, interval: 150 }).toBe(true);
  }

  async openOrder(id: number): Promise<void> {
    await this.page.goto(`${this.house.origin}/sandbox/orders/${this.wish.shop}/${id}?locale=en`);
  }

  get history(): Locator {
    return this.app.getByRole("table").first().locator("tbody tr");
  }

  /** The member page's history, newest first, as it stands on the screen. */
  async readHistory(): Promise<readonly HistoryRow[]> {
    const rows = await this.history.evaluateAll((elements) =>
      elements.map((row) => [...row.children].map((cell) => cell.textContent ?? "")),
    );
    return rows.map(([when = "", what = "", points = "", balance = ""]) => ({
      when,
      what,
      points: readNumber(points),
      balance: readNumber(balance),
    }));
  }

  async canBeSpent(): Promise<number> {
    return readNumber(await this.app.locator(".vafa-balance").textContent());
  }
}

export interface HistoryRow {
  readonly when: string;
  readonly what: string;
  readonly points: number;
  readonly balance: number;
}
