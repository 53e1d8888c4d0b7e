/** Saves changed rules as a new version of the terms (law 2). Orders awarded under older versions keep theirs; members' tiers are looked at again by a job. */
import { type AuditEvent, recordAudit } from "../db/audit";
import { addEffects, type NewEffect } from "../db/outbox";
import { lockTermsVersion, setTermsVersion } from "../db/shops";
import { insertTerms } from "../db/terms";
import { inTransaction } from "../db/transaction";
import { type ShopId, type TermsVersion, termsVersion } from "../loyalty/brand";
import { declined, done, type Outcome } from "../loyalty/outcome";
import { type Terms, termsSchema } from "../loyalty/program";
import { tierDiscountsOf } from "../loyalty/tiers";
import { dateOf, type ServiceContext } from "./context";
import { recombineCodes } from "./recombine-codes";

export interface SaveTermsRequest {
  readonly shopId: ShopId;
  /** The rules as the form sent them; parsed here. */
  readonly terms: unknown;
  /** The version the staff member was looking at. */
  readonly basedOn: TermsVersion;
  readonly actor: string;
  /** What else is to be said of it in the audit trail, such as whom an offer was given to. */
  readonly about?: Pick<AuditEvent, "action" | "subject" | "details">;
}

/** The store's own discount for tiers is made, changed or ended when what it gives changes. */
function benefitEffects(before: Terms, after: Terms): NewEffect[] {
  const same = JSON.stringify(tierDiscountsOf(before.tiers)) === JSON.stringify(tierDiscountsOf(after.tiers));
  return same ? [] : [{ kind: "push-benefits", subject: "tiers" }];
}

/**
 * Declines `bad-request` for rules that are not terms (the form shows the fields; `details.path` names the first), and `terms-changed-meanwhile` when somebody else
 * has saved since.
 */
export async function saveTerms(
  ctx: ServiceContext,
  request: SaveTermsRequest,
): Promise<Outcome<TermsVersion>> {
  const parsed = termsSchema.safeParse(request.terms);
  if (!parsed.success) return declined("bad-request", { path: parsed.error.issues[0]?.path.join(".") ?? "" });
  const { shopId, actor } = request;
  const outcome = await inTransaction(ctx.db, async (sql): Promise<Outcome<TermsVersion>> => {
    const current = await lockTermsVersion(sql, shopId);
    if (current !== request.basedOn) return declined("terms-changed-meanwhile", { version: current });
    const before = await ctx.terms(sql, shopId, current);
    // The currency is the shop's; another would make every later order a wrong one.
    if (before.currency !== parsed.data.currency) return declined("bad-request", { path: "currency" });
    const version = termsVersion(current + 1);
    const at = ctx.now();
    await insertTerms(sql, { shopId, version, terms: parsed.data, createdBy: actor, createdAt: dateOf(at) });
    await setTermsVersion(sql, shopId, version);
    await addEffects(
      sql,
      shopId,
      [
        { kind: "push-program", subject: "program" },
        { kind: "evaluate-tiers", subject: "0" },
        ...benefitEffects(before, parsed.data),
      ],
      dateOf(at),
    );
    const codes = await recombineCodes(sql, shopId, { before, after: parsed.data, at: dateOf(at) });
    await recordAudit(sql, shopId, {
      actor,
      action: "terms-saved",
      subject: `terms:${version}`,
      details: codes > 0 ? { version, recombined: codes } : { version },
      at,
    });
    if (request.about) await recordAudit(sql, shopId, { ...request.about, actor, at });
    return done(version);
  });
  if (outcome.done) ctx.nudge();
  return outcome;
}
