/**
 * The sandbox: an emulated Shopify and two emulated WordPress shops in front of the app, on the same server and port, speaking to it over
 * HTTP only. `npm start` mounts it; nothing of the product imports it.
 */
import express, { type Express } from "express";
import { Calls } from "./admin-api/calls";
import { Faults } from "./admin-api/faults";
import { graphqlRoute } from "./admin-api/graphql-route";
import { extensionSessionToken } from "./admin-api/session-token";
import { Throttle } from "./admin-api/throttle";
import { tokenRoute } from "./admin-api/token-route";
import { mountApi } from "./api/mount";
import { readAppConfig } from "./app-config";
import type { SandboxContext, SandboxLog } from "./context";
import { keepSecrets, keysOf, refuseProduction, wantedHistory } from "./environment";
import { openHistory } from "./history/open-history";
import { mountWindows } from "./mount";
import { mountOpening } from "./opening/mount";
import { mountOrderDesk } from "./order-desk/mount";
import { mountProxy } from "./proxy/mount";
import { createStore } from "./state/create-store";
import { mountStoreAdmin } from "./store-admin/mount";
import { openFrame } from "./store-admin/open-frame";
import { welcomeWindowless } from "./store-admin/windowless";
import { Deliveries } from "./webhooks/deliveries";
import { WooFace } from "./woocommerce/open-face";

export { prepareEnvironment } from "./environment";

export interface SandboxWish {
  readonly app: Express;
  readonly port: number;
  readonly dataDir: string;
  readonly log: SandboxLog;
}

export interface MountedSandbox {
  /** The shops are installed, their history is delivered, and the app has worked it off. */
  readonly ready: Promise<void>;
  close(): Promise<void>;
}

export async function mountSandbox({ app, port, dataDir, log }: SandboxWish): Promise<MountedSandbox> {
  refuseProduction();
  const config = readAppConfig();
  const secrets = keepSecrets(dataDir);
  const keys = keysOf(secrets);
  const store = createStore({ path: `${dataDir}/sandbox-state.json` });
  const context: SandboxContext = {
    store,
    keys,
    port,
    log,
    origin: `http://localhost:${port}`,
    appOrigin: `http://127.0.0.1:${port}`,
    sessionTokenFor: (wish) => extensionSessionToken(keys, wish),
  };
  const deliveries = new Deliveries({ context, config });
  const faults = new Faults();
  const calls = new Calls();
  const throttle = new Throttle(store.now);
  store.listen((happening) => void deliveries.send(happening));
  deliveries.resumeKept();

  const length = wantedHistory();
  const woo = new WooFace({ context, dataDir, encryptionKey: secrets.encryptionKey, length });
  const parts = { context, config, deliveries, faults, calls, throttle, woo };
  app.use(welcomeWindowless(), openFrame());
  app.use("/sandbox/shopify", tokenRoute({ store, keys, config }));
  app.use("/sandbox/shopify", graphqlRoute({ store, keys, config, throttle, faults, calls }));
  const router = express.Router();
  mountProxy(router, context, config);
  mountWindows(router, context);
  woo.mount(router);
  mountStoreAdmin(router, context);
  mountOrderDesk(router, parts);
  mountApi(router, parts);
  mountOpening(router, parts);
  app.use("/sandbox", router);

  const history = openHistory({ context, deliveries, length });
  // One after the other: the app has one database, and the machine may have two cores.
  const connected = history.ready.then(() => woo.open());
  connected.catch(() => undefined);
  return {
    ready: connected,
    async close() {
      await history.close();
      await woo.close();
      await deliveries.close();
      store.flush();
    },
  };
}
