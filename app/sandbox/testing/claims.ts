/** Members with exactly 1,000 points and what became of their claims: what the tests of a redemption's life share. */
import { expect } from "vitest";
import { DEMO_SHOP } from "../cast/shops";
import type { Books } from "./books";
import { type Redeemer, redeemer } from "./redeemer";
import type { SandboxScript } from "./sandbox-script";

export const CREATE = "discountCodeBasicCreate";
export const KILL = "discountCodeDeactivate";
export const soon = { timeout: 20_000, interval: 100 };

export const orderWith = (who: Redeemer, code: string) =>
  ({ customerId: who.customerId, of: [["wool-blanket", 1]], codes: [code] }) as const;

export function claimsIn(sandbox: SandboxScript, books: Books) {
  const balance = async (customerId: number): Promise<number> =>
    (await books.member(DEMO_SHOP, customerId))?.balance ?? Number.NaN;
  return {
    balance,
    /** Somebody with exactly 1,000 points: 200.00 at five a unit. */
    async member(name: string): Promise<Redeemer> {
      const id = await sandbox.customer(DEMO_SHOP, name);
      await sandbox.place(DEMO_SHOP, {
        customerId: id,
        of: [
          ["canvas-tote", 11],
          ["stoneware-mug", 2],
        ],
      });
      await sandbox.workedOff();
      expect(await balance(id)).toBe(1_000);
      return redeemer(sandbox, DEMO_SHOP, id);
    },
    async movements(customerId: number): Promise<string[]> {
      return (await books.entries(DEMO_SHOP, customerId))
        .slice(1)
        .map(({ why, points }) => `${why} ${points}`);
    },
    async only(customerId: number) {
      const [redemption, ...others] = await books.redemptions(DEMO_SHOP, customerId);
      expect(others).toEqual([]);
      return redemption;
    },
  };
}

/** Each redemption is spent once or returned once, and the books are what the ledger leads to. */
export async function allSettledOnce(sandbox: SandboxScript, books: Books): Promise<void> {
  await sandbox.workedOff();
  await books.balanced();
  const wrong = await books.sql.query(
    `SELECT r."id", r."state", r."points", r."restored", sum(e."points")::int AS moved
     FROM "redemptions" r JOIN "ledger_entries" e
       ON e."shopId" = r."shopId" AND e."memberId" = r."memberId" AND e."cause"->>'redemptionId' = r."id"::text
     GROUP BY r."shopId", r."id"
     HAVING sum(e."points") <> CASE WHEN r."state" = 'released' THEN 0 ELSE r."restored" - r."points" END`,
  );
  expect(wrong).toEqual([]);
  expect(await sandbox.app.errors()).toEqual([]);
}
