/** For the storefront's tests: the real storefront on a port of its own; only the app behind the proxy is not there. */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import express, { type Router } from "express";
import type { SandboxContext } from "../context";
import { projectPath, sandboxFile } from "../paths";
import type { SandboxStore } from "../state/store";
import { mountStorefront } from "./mount";

export interface OpenStorefront {
  readonly url: string;
  readonly store: SandboxStore;
  close(): Promise<void>;
}

/** @param proxy stands where the app proxy stands in the sandbox: before the storefront. */
export async function openStorefront(
  store: SandboxStore,
  proxy?: (router: Router) => void,
): Promise<OpenStorefront> {
  const router = express.Router();
  proxy?.(router);
  router.use(express.urlencoded({ extended: false }), express.json());
  router.use("/assets/vazirmatn", express.static(projectPath("node_modules", "vazirmatn")));
  router.use("/assets", express.static(sandboxFile("assets")));
  mountStorefront(router, contextOf(store));
  const server = express().use("/sandbox", router).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/sandbox/stores`,
    store,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function contextOf(store: SandboxStore): SandboxContext {
  const quiet = () => undefined;
  return {
    store,
    keys: { apiKey: "key", apiSecret: "secret" },
    origin: "http://127.0.0.1",
    appOrigin: "http://127.0.0.1",
    port: 0,
    log: { info: quiet, warn: quiet, error: quiet },
    sessionTokenFor: async () => "",
  };
}

/** The cookie by which a browser is logged in as somebody. */
export function shopperCookie(person: { readonly id: number; readonly shop: string }): string {
  return `sandbox_shopper_${person.shop.split(".")[0]}=${person.id}`;
}
