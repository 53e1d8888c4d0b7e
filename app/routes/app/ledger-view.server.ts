/** The last proof of the shop's ledger, in words for one reader. */
import { latestProof } from "../../db/ledger-proofs";
import type { Staff } from "./staff.server";

export interface LedgerView {
  /** "3 hours ago". */
  readonly ago: string;
  readonly members: number;
  readonly entries: number;
  readonly awards: number;
  readonly redemptions: number;
  readonly found: number;
}

/** Null before the first proof, which comes with the first night. */
export async function readLedgerView(staff: Staff): Promise<LedgerView | null> {
  const { sql, shop, translator, services } = staff;
  const proof = await latestProof(sql, shop.shopId);
  if (!proof) return null;
  const { finishedAt, members, entries, awards, redemptions, found } = proof;
  return {
    ago: translator.relativeTime(finishedAt, services.now()),
    members,
    entries,
    awards,
    redemptions,
    found,
  };
}
