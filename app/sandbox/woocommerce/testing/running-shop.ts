/** An emulated WordPress on a port of this machine, for tests: its address, a key of its owner, and its end. */
import express from "express";
import { listen } from "../../testing/listen";
import { newKey } from "../state/keys";
import type { WooKey } from "../state/records";
import type { WooShop } from "../state/shop";
import { openShopAlone } from "../state/world";
import { WooSite } from "../wordpress-site";

export interface RunningShop {
  readonly site: WooSite;
  readonly shop: WooShop;
  /** As the product is told of it: without a slash at its end. */
  readonly url: string;
  readonly key: WooKey;
  close(): Promise<void>;
}

export interface RunningShopWish {
  readonly name?: string;
  readonly now?: () => number;
  readonly seed?: number;
  readonly atOnce?: number;
  /** As WordPress believes its address to be, where that is not where it is asked. */
  readonly home?: string;
}

export async function runShop(wish: RunningShopWish = {}): Promise<RunningShop> {
  const name = wish.name ?? "nordlicht";
  const app = express();
  const server = await listen(app);
  const path = `/sandbox/wordpress/${name}`;
  const url = `${server.origin}${path}`;
  const shop = openShopAlone(name, wish.now);
  const site = new WooSite({
    shop,
    home: wish.home ?? url,
    afterMs: null,
    ...(wish.seed !== undefined ? { seed: wish.seed } : {}),
    ...(wish.atOnce !== undefined ? { atOnce: wish.atOnce } : {}),
  });
  const router = express.Router();
  site.mount(router);
  app.use(path, router);
  const key = newKey(shop, { userId: 1, description: "test", permissions: "read_write" });
  return {
    site,
    shop,
    url,
    key,
    async close() {
      await site.close();
      await server.close();
    },
  };
}
