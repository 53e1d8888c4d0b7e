/** Changes of tiers put into words: from where to where, why, and what staff said. */
import { z } from "zod";
import type { TierMoveView } from "../../components/tier-moves";
import type { TierChangeRow } from "../../db/tier-changes";
import type { Terms } from "../../loyalty/program";
import { staffNames } from "./actors.server";
import type { Staff } from "./staff.server";

/** Causes are stored facts; of one that we do not know, that it happened is still told. */
const causeSchema = z
  .object({ why: z.string(), actor: z.string().optional(), reason: z.string().optional() })
  .catch({ why: "unknown" });

function whyOf(
  cause: z.infer<typeof causeSchema>,
  names: Readonly<Record<string, string>>,
  { translator }: Staff,
): string {
  const key = `tier.change.${cause.why}`;
  const why = translator.t(translator.knows(key) ? key : "tier.change.unknown");
  const { actor } = cause;
  if (actor === undefined) return why;
  const said = `pin.reason.${cause.reason ?? "other"}`;
  const reason = translator.t(translator.knows(said) ? said : "pin.reason.other");
  return translator.t("tier.change.said", { why, reason, actor: names[actor] ?? actor });
}

export async function tierMoveViews<Row extends TierChangeRow>(
  staff: Staff,
  terms: Terms,
  rows: readonly Row[],
): Promise<(TierMoveView & { readonly row: Row })[]> {
  const { t, text } = staff.translator;
  const causes = rows.map((row) => causeSchema.parse(row.cause));
  const names = await staffNames(
    staff,
    causes.map((cause) => cause.actor ?? null),
  );
  const nameOf = (id: string | null) => {
    if (id === null) return null;
    const level = terms.tiers.levels.find((one) => one.id === id);
    return level ? text(level.name) : t("tiers.now.gone");
  };
  return rows.map((row, index) => ({
    row,
    id: row.id,
    from: nameOf(row.from),
    to: nameOf(row.to),
    kept: row.from === row.to,
    why: whyOf(causes[index] ?? { why: "unknown" }, names, staff),
    at: row.at.getTime(),
  }));
}
