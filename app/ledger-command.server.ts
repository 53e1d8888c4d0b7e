/**
 * `npm run ledger`: an operator proves the ledger of one shop or of all, or has what parted from the entries mended. Lines go out as they are known; the answer
 * is the exit code: 0 when everything is right (or was mended), 1 when something is not, 2 when the question was wrong.
 */
import { parseArgs } from "node:util";
import { openForCommand } from "./boot.server";
import { findShopByDomain, listShops, type ShopRow } from "./db/shops";
import { sqlOf } from "./db/transaction";
import type { ServiceContext } from "./services/context";
import { proveAndKeep } from "./services/prove-ledger";
import { type Repair, repairLedger } from "./services/repair-ledger";

type Say = (line: string) => void;

export const usage = `npm run ledger -- verify [--shop <domain>]               proves every invariant, reading only
npm run ledger -- repair [--shop <domain>] --dry-run     says what a repair would post
npm run ledger -- repair [--shop <domain>]               makes rows anew from the entries, and posts what orders are due`;

interface Asked {
  readonly verb: "verify" | "repair";
  readonly shop: string | undefined;
  readonly dryRun: boolean;
}

function read(args: readonly string[]): Asked | null {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { shop: { type: "string" }, "dry-run": { type: "boolean", default: false } },
    });
    const [verb, ...rest] = positionals;
    if ((verb !== "verify" && verb !== "repair") || rest.length > 0) return null;
    return { verb, shop: values.shop, dryRun: values["dry-run"] };
  } catch {
    return null;
  }
}

async function shopsMeant({ db }: ServiceContext, domain: string | undefined): Promise<ShopRow[]> {
  if (domain === undefined) return listShops(sqlOf(db));
  const shop = await findShopByDomain(sqlOf(db), domain.toLowerCase());
  return shop ? [shop] : [];
}

/** Every ten seconds or so one line: a million members take a while. */
function told(say: Say, domain: string): (progress: { members: number; of: number }) => void {
  let last = Date.now();
  return ({ members, of }) => {
    if (Date.now() - last < 5_000 && members < of) return;
    last = Date.now();
    say(`${domain}: ${members} of ${of} members`);
  };
}

async function verify(ctx: ServiceContext, shop: ShopRow, say: Say): Promise<boolean> {
  const proof = await proveAndKeep(ctx, shop.shopId, { by: "operator", onProgress: told(say, shop.domain) });
  const seen = `${proof.members} members, ${proof.entries} entries, ${proof.awards} awards, ${proof.redemptions} redemptions`;
  say(`${shop.domain}: ${seen}: ${proof.found === 0 ? "every one is right" : `${proof.found} FAULTS`}`);
  for (const { kind, memberId, subject, kept, proved } of proof.faults)
    say(`  ${kind}  member ${memberId ?? "none"}  ${subject}: kept ${kept}, proved ${proved}`);
  return proof.found === 0;
}

function words(repair: Repair, would: string): string {
  switch (repair.do) {
    case "rebuild-rows":
      return `member ${repair.memberId}: rows${would} made anew from the entries (${repair.faults.join(", ")})`;
    case "reconcile-award":
      return `order ${repair.orderId}: ${
        repair.posted
          .map((entry) => `${entry.kind} ${entry.points} (${entry.source})${would} posted`)
          .join(", ") || `the award's row${would} set right, nothing posted`
      }`;
    case "by-hand":
      return `BY HAND  ${repair.fault.kind}  member ${repair.fault.memberId ?? "none"}  ${repair.fault.subject}: kept ${repair.fault.kept}, proved ${repair.fault.proved}`;
  }
}

async function repair(
  ctx: ServiceContext,
  shop: ShopRow,
  { say, dryRun }: { say: Say; dryRun: boolean },
): Promise<boolean> {
  const report = await repairLedger(ctx, { shopId: shop.shopId, dryRun, actor: "operator" });
  say(`${shop.domain}: ${report.found} faults found, ${report.left} ${dryRun ? "would be" : "are"} left`);
  for (const one of report.repairs) say(`  ${words(one, dryRun ? " would be" : "")}`);
  return report.left === 0;
}

/** @returns the exit code. @throws when the database cannot be opened, or is lost. */
export async function ledgerCommand(args: readonly string[], say: Say): Promise<number> {
  const asked = read(args);
  if (!asked) {
    say(usage);
    return 2;
  }
  const { ctx, close } = await openForCommand();
  try {
    const shops = await shopsMeant(ctx, asked.shop);
    if (shops.length === 0) {
      say(asked.shop === undefined ? "There is no shop yet." : `There is no shop "${asked.shop}".`);
      return asked.shop === undefined ? 0 : 2;
    }
    let right = true;
    for (const shop of shops) {
      const done =
        asked.verb === "verify"
          ? await verify(ctx, shop, say)
          : await repair(ctx, shop, { say, dryRun: asked.dryRun });
      right = done && right;
    }
    return right ? 0 : 1;
  } finally {
    await close();
  }
}
