/** Laws of the previews' doors: a preview that is there no more is an answer, not a fault; and nobody sees another kind's or another shop's. */
import "../testing/early-network";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clearPreviews } from "../db/previews";
import { sqlOf } from "../db/transaction";
import { firstTerms } from "../loyalty/program";
import { loader as campaigns } from "../routes/app.campaigns_.preview/route";
import { loader as tiers } from "../routes/app.tiers_.preview/route";
import { startPreview } from "../services/previews";
import { network } from "../testing/early-network";
import { APP_URL, type BootedApp, bootApp, call, SHOP, sessionToken, tokenExchange } from "./shopify-doors";

let app: BootedApp;
beforeAll(async () => {
  app = await bootApp();
  network.use(tokenExchange);
});
afterAll(async () => {
  await app.close();
  network.close();
});

async function asked(door: typeof tiers | typeof campaigns, kind: string, id: string) {
  const token = await sessionToken({ staff: "42", dest: `https://${SHOP}` });
  const address = `${APP_URL}/app/${kind}/preview?id=${id}&shop=${SHOP}&embedded=1`;
  const headers = { Authorization: `Bearer ${token}`, "User-Agent": "Mozilla/5.0 Chrome/147.0" };
  const response = await call(door, new Request(address, { headers }));
  return { status: response.status, answer: response.ok ? await response.json() : null };
}

describe("a preview's door", () => {
  test("tells of the one under way, and says of one that was replaced and forgotten that it is gone", async () => {
    const { shopId } = app.shop;
    const draft = { tiers: firstTerms("GBP", 100).tiers };
    const started = await startPreview(app.ctx, { shopId, kind: "tiers", draft, actor: "staff:42" });
    if (!started.done) throw new Error(started.reason);
    const id = started.value;
    expect(await asked(tiers, "tiers", String(id))).toMatchObject({ answer: { id, state: "running" } });
    expect(await asked(campaigns, "campaigns", String(id))).toEqual({
      status: 200,
      answer: { id, state: "gone" },
    });
    const at = new Date();
    const forgotten = {
      kind: "tiers",
      startedBy: "staff:42",
      at,
      before: new Date(at.getTime() + 1),
    } as const;
    await clearPreviews(sqlOf(app.db), shopId, forgotten);
    expect(await asked(tiers, "tiers", String(id))).toEqual({ status: 200, answer: { id, state: "gone" } });
  });

  test("does not know what is no number at all", async () => {
    expect((await asked(tiers, "tiers", "x")).status).toBe(404);
  });
});
