/**
 * The sandbox: an emulated Shopify in front of the app, on the same server and port, speaking to it over HTTP only. `npm start`
 * mounts it; nothing of the product imports it.
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
import { Deliveries } from "./webhooks/deliveries";

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
  const keys = keysOf(keepSecrets(dataDir));
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

  const parts = { context, config, deliveries, faults, calls, throttle };
  app.use(openFrame(context.origin));
  app.use("/sandbox/shopify", tokenRoute({ store, keys, config }));
  app.use("/sandbox/shopify", graphqlRoute({ store, keys, config, throttle, faults, calls }));
  const router = express.Router();
  mountProxy(router, context, config);
  mountWindows(router, context);
  mountStoreAdmin(router, context);
  mountOrderDesk(router, parts);
  mountApi(router, parts);
  mountOpening(router, parts);
  app.use("/sandbox", router);

  const history = openHistory({ context, deliveries, length: wantedHistory() });
  return {
    ready: history.ready,
    async close() {
      await history.close();
      await deliveries.close();
      store.flush();
    },
  };
}
