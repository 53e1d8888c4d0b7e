/** The WordPress shops' windows as the people in front of them use them: a shopper on classic or block pages, staff in wp-admin. What is read is found by its place, not by its language. */
import type { FrameLocator, Locator, Page } from "playwright-core";
import { type House, readNumber } from "../../testing/windows";

export type Shape = "classic" | "block";

export interface WooShopperWish {
  readonly shop: string;
  /** The login name: "emma". */
  readonly who: string;
  readonly shape: Shape;
  /** Of the window, where it is no desk's. */
  readonly width?: number;
}

const paths = {
  classic: { cart: "/classic-cart/", checkout: "/classic-checkout/" },
  block: { cart: "/cart/", checkout: "/checkout/" },
} as const;

const REDEEM = "form.vafa-form:has(input[name='vafa_deed'][value='redeem'])";

export const wooHome = ({ origin }: House, shop: string) => `${origin}/sandbox/wordpress/${shop}`;

export class WooShopper {
  private constructor(
    readonly page: Page,
    private readonly home: string,
    private readonly wish: WooShopperWish,
  ) {}

  static async enter(house: House, wish: WooShopperWish): Promise<WooShopper> {
    const page = await house.browser.open(
      wish.width === undefined ? {} : { viewport: { width: wish.width, height: 844 } },
    );
    const home = wooHome(house, wish.shop);
    await page.goto(`${home}/wp-login.php?user=${wish.who}`);
    return new WooShopper(page, home, wish);
  }

  async open(path: string): Promise<void> {
    await this.page.goto(this.home + path);
  }

  /** What the product's hint promises, without the tier's factor beside it. */
  async hint(slug: string): Promise<number> {
    await this.open(`/product/${slug}/`);
    return readNumber(
      await this.page.locator(".vafa-hint").evaluate((hint) => hint.firstChild?.textContent ?? ""),
    );
  }

  /** 0 for whom the shop has heard nothing of yet. */
  async balance(): Promise<number> {
    await this.open("/my-account/points/");
    const number = this.page.locator(".vafa-balance__number");
    return (await number.count()) === 0 ? 0 : readNumber(await number.textContent());
  }

  async putIntoCart(slug: string, quantity: number): Promise<void> {
    await this.open(`/product/${slug}/`);
    await this.page.locator("form.cart input[name='quantity']").fill(String(quantity));
    await this.page.locator("form.cart button[name='add-to-cart']").click();
    await this.openCart();
  }

  async emptyCart(): Promise<void> {
    await this.open("/cart/");
    const quantity = this.page.locator(".wp-quantity").first();
    while ((await quantity.count()) > 0) {
      await quantity.locator("input[name='quantity']").fill("0");
      await quantity.locator("button").click();
    }
  }

  openCart = () => this.open(paths[this.wish.shape].cart);
  openCheckout = () => this.open(paths[this.wish.shape].checkout);

  /** The reward with one price; the panel then says that its code is in the cart. */
  async redeemFixed(): Promise<void> {
    await this.page.locator(`${REDEEM}:not(:has(input[name='points'])) button`).first().click();
    await this.page.locator(".cart-discount").waitFor();
  }

  /** The most points that the slider lets choose. */
  async sliderMost(): Promise<number> {
    return Number(await this.page.locator(`${REDEEM} input[name='points']`).first().getAttribute("max"));
  }

  /** In minor units, as they stand in the sums. */
  async discount(): Promise<number> {
    return readNumber(await this.page.locator(".cart-discount .amount").first().textContent());
  }

  async total(): Promise<number> {
    return readNumber(await this.page.locator(".order-total strong").first().textContent());
  }

  /** @returns the order's number, and what the note says that it earns. */
  async placeOrder(): Promise<{ id: number; earns: number }> {
    await this.openCheckout();
    await this.page.locator("#place_order, .wc-block-components-checkout-place-order-button").click();
    await this.page.waitForURL(/order-received/);
    const id = Number(await this.page.locator("[data-order]").getAttribute("data-order"));
    return { id, earns: readNumber(await this.page.locator(".vafa-thanks").textContent()) };
  }
}

export class WpStaff {
  private constructor(
    readonly page: Page,
    private readonly home: string,
  ) {}

  static async enter(house: House, shop: string, who: string): Promise<WpStaff> {
    const page = await house.browser.open();
    const home = wooHome(house, shop);
    await page.goto(`${home}/wp-login.php?user=${who}`);
    return new WpStaff(page, home);
  }

  /** Vafa's own admin, in the plugin's frame. */
  get admin(): FrameLocator {
    return this.page.frameLocator("#vafa-admin-frame");
  }

  /** In English, whatever the shop speaks. */
  async openAdmin(): Promise<void> {
    await this.page.goto(`${this.home}/wp-admin/admin.php?page=vafa&lang=en`);
    await this.admin.locator("h1").first().waitFor();
  }

  async openMember(name: string): Promise<void> {
    await this.openAdmin();
    await this.admin.locator("ui-nav-menu").getByRole("link", { name: "Members", exact: true }).click();
    await this.admin.getByRole("link", { name }).first().click();
    await this.admin.getByRole("heading", { level: 1, name }).waitFor();
  }

  /** On the open member's page. */
  async adjust(points: number, note: string): Promise<void> {
    const form: Locator = this.admin.locator("form").filter({ hasText: "How many" });
    await form.getByLabel("How many").fill(String(points));
    await form.getByLabel("Reason").selectOption({ label: "Goodwill" });
    await form.getByLabel("Note").fill(note);
    await form.getByRole("button", { name: "Adjust", exact: true }).click();
  }
}

/** The order desk: one piece of every line goes back. */
export async function refundOneOfEach(house: House, shop: string, order: number): Promise<void> {
  const page = await house.browser.open();
  await page.goto(`${house.origin}/sandbox/orders/${shop}/${order}`);
  const form = page.locator("form[action$='/refund']");
  for (const units of await form.locator("input[name^='units-']").all()) await units.fill("1");
  await form.locator("button").click();
  await page.waitForURL(/done=refund/);
  await page.close();
}
