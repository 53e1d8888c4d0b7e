/** Names for those who acted. The ledger and the audit trail keep `staff:42`; a name is looked up when it is shown, so it can be erased. */
import { readStaffNames } from "../../db/read/staff-names";
import type { Staff } from "./staff.server";

const staffId = (actor: string): string | null => /^staff:(.+)$/.exec(actor)?.[1] ?? null;

/** @param actors as stored; null for what nobody did */
export async function staffNames(
  { sql, shop, translator }: Staff,
  actors: readonly (string | null)[],
): Promise<Readonly<Record<string, string>>> {
  const unique = [...new Set(actors.filter((actor) => actor !== null))];
  const names = await readStaffNames(
    sql,
    shop.domain,
    unique.map(staffId).filter((id) => id !== null),
  );
  const said = (actor: string): string => {
    const id = staffId(actor);
    if (id !== null) return names.get(id) ?? translator.t("actor.staff", { id: id.replace(/^wp:/, "") });
    if (actor === "member") return translator.t("actor.member");
    return translator.t(actor === "store" ? "actor.store" : "actor.system");
  };
  return Object.fromEntries(unique.map((actor) => [actor, said(actor)]));
}
