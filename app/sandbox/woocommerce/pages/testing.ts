/** One WordPress shop with its pages on a free port, the real plugin in it, and nobody behind the line to the Vafa server. */
import express from "express";
import { listen } from "../../testing/listen";
import type { WooShop } from "../state/shop";
import { openShopAlone } from "../state/world";
import { WooSite } from "../wordpress-site";
import { mountWordPress } from "./mount";
import { pluginRoutes } from "./plugin-routes";
import { SmallWordPress } from "./small-wordpress";

export interface OpenPages {
  readonly shop: WooShop;
  readonly home: string;
  readonly wordpress: SmallWordPress;
  readonly site: WooSite;
  /** A browser of its own: keeps its cookies, follows redirects of pages. */
  browser(): PageBrowser;
  close(): Promise<void>;
}

export interface Page {
  readonly status: number;
  readonly text: string;
  readonly url: string;
}

export interface PageBrowser {
  get(path: string): Promise<Page>;
  post(path: string, form: Readonly<Record<string, string>>): Promise<Page>;
  /** @returns the value of the first hidden field of this name in the last page. */
  field(name: string): string;
}

export async function openPages(name: string): Promise<OpenPages> {
  const shop = openShopAlone(name);
  const wordpress = new SmallWordPress({
    info: () => undefined,
    warn: () => undefined,
    error: () => undefined,
  });
  const app = express();
  const listening = await listen(app);
  const home = `http://localhost:${listening.port}/sandbox/wordpress/${name}`;
  const site = new WooSite({ shop, home, afterMs: null });
  site.rest.plugin = pluginRoutes(wordpress);
  const router = express.Router();
  mountWordPress(router, { find: (one) => (one === name ? shop : null), homeOf: () => home, wordpress });
  const below = express.Router();
  site.mount(below);
  router.use(`/wordpress/${name}`, below);
  app.use("/sandbox", router);
  return {
    shop,
    home,
    wordpress,
    site,
    browser: () => openBrowser(home),
    async close() {
      await listening.close();
      await site.close();
      wordpress.close();
    },
  };
}

function openBrowser(home: string): PageBrowser {
  const cookies = new Map<string, string>();
  let last = "";
  const go = async (url: string, options: RequestInit, left: number): Promise<Page> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(url, {
      ...options,
      redirect: "manual",
      headers: { ...options.headers, cookie },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const [name = "", value = ""] = pair.split("=", 2);
      if (value === "") cookies.delete(name);
      else cookies.set(name, value);
    }
    const next = answer.headers.get("location");
    if (next !== null && left > 0) return go(new URL(next, url).toString(), {}, left - 1);
    last = await answer.text();
    return { status: answer.status, text: last, url };
  };
  return {
    get: (path) => go(home + path, {}, 3),
    post: (path, form) => go(home + path, { method: "POST", body: new URLSearchParams(form) }, 3),
    field: (name) => new RegExp(`name="${name}" value="([^"]*)"`).exec(last)?.[1] ?? "",
  };
}
