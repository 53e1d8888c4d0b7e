/** Proves a shop's ledger and keeps what was found, so that the admin can show it. What is found is told in the log too: somebody has to look. */
import { type ProofBy, saveProof } from "../db/ledger-proofs";
import { sqlOf } from "../db/transaction";
import type { ShopId } from "../loyalty/brand";
import type { Proof } from "../loyalty/ledger/verify";
import type { ServiceContext } from "./context";
import { type Progress, verifyLedger } from "./verify-ledger";

export async function proveAndKeep(
  ctx: ServiceContext,
  shopId: ShopId,
  { by, onProgress }: { readonly by: ProofBy; readonly onProgress?: (progress: Progress) => void },
): Promise<Proof> {
  const proof = await verifyLedger(ctx, shopId, onProgress);
  await saveProof(sqlOf(ctx.db), proof, by);
  if (proof.found > 0)
    ctx.log.error(
      { shopId, found: proof.found, kinds: [...new Set(proof.faults.map(({ kind }) => kind))] },
      "the ledger of a shop is not what its entries say",
    );
  return proof;
}
