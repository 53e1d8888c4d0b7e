/** One emulated WordPress as it runs: the shop's records, its REST API and its deliveries, at one address. */
import type { Router } from "express";
import { RestHost } from "./rest/host";
import { mountRest } from "./rest/mount";
import type { WooShop } from "./state/shop";
import { WooDeliveries } from "./webhooks/deliveries";

export interface WooSiteOptions {
  readonly shop: WooShop;
  /** As WordPress believes its address to be, without a slash at its end. */
  readonly home: string;
  /** How long after its cause a webhook goes out; null: only when it is told to. */
  readonly afterMs: number | null;
  readonly seed?: number;
  readonly atOnce?: number;
}

export class WooSite {
  readonly shop: WooShop;
  readonly home: string;
  readonly deliveries: WooDeliveries;
  readonly rest: RestHost;
  /** Whether WordPress was told of the proxy that speaks https for it. */
  heedsProxy = true;

  constructor(options: WooSiteOptions) {
    this.shop = options.shop;
    this.home = options.home;
    this.deliveries = new WooDeliveries(options);
    this.rest = new RestHost({
      shop: options.shop,
      home: options.home,
      ping: (webhook) => this.deliveries.ping(webhook),
    });
  }

  /** On a router that stands at `home`. */
  mount(router: Router): void {
    mountRest(router, this.rest, { heedsProxy: () => this.heedsProxy });
    router.get("/wp-content/uploads/:file", (request, response) => {
      const product = this.shop.product(request.params.file.replace(/\.svg$/, ""));
      if (product === null) return void response.status(404).type("text/plain").send("Not found");
      response.set("Cache-Control", "public, max-age=3600").type("image/svg+xml").send(product.imageSvg);
    });
  }

  close(): Promise<void> {
    return this.deliveries.close();
  }
}
