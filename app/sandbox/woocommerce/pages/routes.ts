/** What an address below the shop's own means for the small WordPress. Endpoints below a page are its business: which there are, PHP knows. */

import type { WooWindow } from "./banner";
import { pages } from "./facts";

export interface Route {
  readonly page: string;
  /** The page's own path: "/my-account/". */
  readonly path: string;
  /** What stands below it, undecoded. */
  readonly rest: readonly string[];
  readonly window: WooWindow;
  readonly slug?: string;
}

/** null: not for WordPress' pages. */
export function routeOf(path: string): Route | null {
  const [first = "", ...rest] = path.split("/").filter((part) => part !== "");
  if (first === "") return { page: "home", path: "/", rest: [], window: "shop" };
  if (first === "wp-admin") return adminRoute(path, rest);
  if (first === "product" || first === "classic-product") {
    const [slug = "", ...below] = rest;
    return { page: first, path: `/${first}/${slug}/`, rest: below, window: "shop", slug };
  }
  if (/^(wp|wc)-/.test(first)) return null;
  const page = pages.find((one) => one.path === `/${first}/`);
  if (page === undefined) return { page: "missing", path: "/", rest: [], window: "shop" };
  const received = rest[0] === "order-received";
  const shape = received ? { checkout: "order-received", "classic-checkout": "classic-order-received" } : {};
  return {
    page: named(shape, page.page) ?? page.page,
    path: page.path,
    rest,
    window: page.page === "account" ? "account" : "shop",
  };
}

const named = (names: Readonly<Record<string, string>>, name: string): string | undefined => names[name];

function adminRoute(path: string, [file = ""]: readonly string[]): Route {
  const page = { "admin-ajax.php": "ajax", "admin-post.php": "post" }[file] ?? "admin";
  return { page, path, rest: [], window: "admin" };
}
