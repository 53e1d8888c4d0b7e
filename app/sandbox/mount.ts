/**
 * The windows of the sandbox on one router, which stands at `/sandbox`. Forms and JSON are read here for all of them; what must
 * see raw bytes (the app proxy, the emulated Admin API) is mounted before.
 */
import express, { type Router } from "express";
import { mountAccount } from "./account/mount";
import { mountCheckout } from "./checkout/mount";
import type { SandboxContext } from "./context";
import { projectPath, sandboxFile } from "./paths";
import { mountStorefront } from "./storefront/mount";

export function mountWindows(router: Router, context: SandboxContext): void {
  router.use("/assets/vazirmatn", express.static(projectPath("node_modules", "vazirmatn"), { maxAge: "1d" }));
  router.use("/assets", express.static(sandboxFile("assets"), { maxAge: 0 }));
  router.use(
    ["/stores", "/account", "/checkout", "/orders", "/admin", "/api", "/faults", "/login"],
    readBodies(),
  );
  mountStorefront(router, context);
  mountCheckout(router, context);
  mountAccount(router, context);
}

function readBodies(): Router {
  const bodies = express.Router();
  bodies.use(express.urlencoded({ extended: false, limit: "1mb" }));
  bodies.use(express.json({ limit: "6mb" }));
  return bodies;
}
