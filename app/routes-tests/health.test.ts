/** Laws of the health checks: alive whenever the process answers, ready only when it can work. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDatabase } from "../db/database";
import { loader as live } from "../routes/health.live";
import { loader as ready } from "../routes/health.ready";
import { setServices } from "../services/running.server";
import { orderPayload } from "../testing/order-payload";
import { deliver } from "../testing/service-context";
import { type BootedApp, bootApp } from "./shopify-doors";

let app: BootedApp;
beforeAll(async () => {
  app = await bootApp();
});
afterAll(() => app.close());

describe("health", () => {
  test("is ready with what waits, once booted", async () => {
    const before = await (await ready()).json();
    await deliver(app.ctx, app.shop, [orderPayload({ id: 1 })]);
    expect(await (await ready()).json()).toEqual({
      ...before,
      ready: true,
      inboxWaiting: before.inboxWaiting + 1,
    });
  });

  test("is not ready before boot, nor when the database does not answer; and lives all the while", async () => {
    setServices(null);
    expect((await ready()).status).toBe(503);
    const gone = await openDatabase({ databaseUrl: "postgres://nobody@127.0.0.1:1/none", dataDir: "none" });
    setServices({ ...app.ctx, db: gone });
    expect((await ready()).status).toBe(503);
    setServices(app.ctx);
    expect((await ready()).status).toBe(200);
    expect((await live()).status).toBe(200);
    await gone.close();
  });
});
