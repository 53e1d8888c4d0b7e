/** The WordPress shops beside the emulated Shopify: opened, mounted on the sandbox's router, told their past and connected by the product's own way. */
import express, { type Router } from "express";
import type { SandboxContext } from "../context";
import type { HistoryLength } from "../environment";
import { untilAlive } from "../history/wait-for-app";
import { mountAuth } from "./auth/mount";
import { mountWooDesk } from "./desk/mount";
import { connectShop, isLeft, NoOperatorsDoor, type OperatorLine, untilImported } from "./history/operator";
import { tellPast } from "./history/tell-past";
import { mountWordPress } from "./pages/mount";
import { pluginRoutes } from "./pages/plugin-routes";
import { SmallWordPress } from "./pages/small-wordpress";
import { openWorld, type WooWorld } from "./state/world";
import { WooSite } from "./wordpress-site";

/** Real shops wait for wp-cron, 6 to 58 seconds; here one can watch. */
const DELIVERED_AFTER_MS = 700;
const IMPORT_PATIENCE_MS = 120_000;

export interface FaceWish {
  readonly context: SandboxContext;
  readonly dataDir: string;
  readonly encryptionKey: string;
  readonly length: HistoryLength;
}

export class WooFace {
  readonly world: WooWorld;
  readonly sites: readonly WooSite[];
  readonly wordpress: SmallWordPress;
  private readonly stop = new AbortController();
  private opening: Promise<void> = Promise.resolve();

  constructor(private readonly wish: FaceWish) {
    const { context, dataDir } = wish;
    this.world = openWorld({ path: `${dataDir}/sandbox-woocommerce.json`, now: context.store.now });
    this.wordpress = new SmallWordPress(context.log);
    this.sites = this.world.shops.map((shop) => {
      const home = `${context.origin}/sandbox/wordpress/${shop.name}`;
      const site = new WooSite({ shop, home, afterMs: DELIVERED_AFTER_MS });
      site.rest.plugin = pluginRoutes(this.wordpress);
      return site;
    });
  }

  site(name: string): WooSite | null {
    return this.sites.find(({ shop }) => shop.name === name) ?? null;
  }

  /** On the router that stands at `/sandbox`. */
  mount(router: Router): void {
    // Before the REST API, which reads every body as JSON.
    mountWordPress(router, {
      find: (name) => this.world.find(name),
      homeOf: ({ name }) => this.site(name)?.home ?? "",
      wordpress: this.wordpress,
    });
    for (const site of this.sites) {
      const own = express.Router();
      site.mount(own);
      mountAuth(own, { shop: site.shop, home: site.home, plainCallbacks: true });
      router.use(`/wordpress/${site.shop.name}`, own);
    }
    mountWooDesk(router, this);
  }

  /** Resolves when both shops are connected and their past is imported. */
  open(): Promise<void> {
    this.opening = this.connectAll(this.stop.signal);
    // Whoever waits hears of a failure; without a listener it must not end the process.
    this.opening.catch((error: unknown) => {
      if (!this.stop.signal.aborted)
        this.wish.context.log.error({ err: error }, "the WordPress shops could not be connected");
    });
    return this.opening;
  }

  async close(): Promise<void> {
    this.stop.abort();
    await this.opening.catch(() => undefined);
    for (const site of this.sites) await site.close();
    this.wordpress.close();
    this.world.flush();
  }

  private async connectAll(signal: AbortSignal): Promise<void> {
    const { context, encryptionKey, length } = this.wish;
    for (const { shop } of this.sites) tellPast(shop, context.store.now(), length);
    const wanted = this.sites.filter(({ shop }) => !isLeft(shop));
    if (wanted.length === 0) return;
    await untilAlive(context.appOrigin, signal);
    const line: OperatorLine = { appOrigin: context.appOrigin, encryptionKey };
    try {
      for (const site of wanted) await connectShop(line, site);
      for (const site of wanted) await untilImported(line, site, { patienceMs: IMPORT_PATIENCE_MS, signal });
    } catch (error) {
      if (!(error instanceof NoOperatorsDoor)) throw error;
      context.log.warn({ err: error }, "the WordPress shops stay unconnected");
    }
  }
}
