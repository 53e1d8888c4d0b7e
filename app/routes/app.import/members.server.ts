/** Members from another program, for the page: how far a file is, in the reader's words, and what staff want to do with it. */
import { json } from "@remix-run/node";
import { z } from "zod";
import type { Answer } from "../../components/announce";
import { latestMemberImport, type MemberImportRow } from "../../db/member-imports";
import type { MessageKey } from "../../i18n";
import type { Outcome } from "../../loyalty/outcome";
import { cancelMemberImport, confirmMemberImport, startMemberImport } from "../../services/import-members";
import { mostCharacters } from "../../services/member-csv";
import type { Staff } from "../app/staff.server";

export interface ProblemView {
  readonly row: number;
  readonly column: string | null;
  readonly text: string;
}

export interface MemberImportView
  extends Pick<
    MemberImportRow,
    "id" | "state" | "fileName" | "place" | "expected" | "counts" | "problemCount"
  > {
  readonly ignored: readonly string[];
  readonly problems: readonly ProblemView[];
}

export async function readMemberImport({ sql, shop, translator }: Staff): Promise<MemberImportView | null> {
  const row = await latestMemberImport(sql, shop.shopId);
  if (!row) return null;
  const { id, state, fileName, place, expected, counts, problemCount, columns } = row;
  const problems = row.problems.map((problem) => {
    const key = `member-import.problem.${problem.reason}`;
    const text = translator.knows(key) ? translator.t(key) : problem.reason;
    return { row: problem.row, column: problem.column, text };
  });
  return { id, state, fileName, place, expected, counts, problemCount, problems, ignored: columns.ignored };
}

/** A refusal in words; a file that cannot be read says why. */
function answer({ translator: { t, knows } }: Staff, outcome: Outcome<number>) {
  if (outcome.done) return json<Answer>({ done: true, message: "" });
  const { reason, details } = outcome;
  const key = `member-import.file.${details.fault ?? ""}`;
  const told: MessageKey = knows(key) ? key : `declined.${reason}`;
  return json<Answer>({ done: false, reason, message: t(told, { row: Number(details.row ?? 0) }) }, 422);
}

/** Of the text the reader says what is wrong with it; the name is only kept, and a zero cannot be. */
const fileName = z
  .string()
  .max(1_000)
  .transform((name) => name.replaceAll("\0", ""));
const fileSchema = z.object({ name: fileName, text: z.string().max(mostCharacters + 1) });

export async function tryFile(request: Request, staff: Staff) {
  const { services, shop, actor, translator } = staff;
  const file = fileSchema.safeParse(await request.json().catch(() => null));
  if (!file.success) {
    const message = translator.t("declined.bad-request");
    return json<Answer>({ done: false, reason: "bad-request", message }, 400);
  }
  const { name, text } = file.data;
  return answer(
    staff,
    await startMemberImport(services, { shopId: shop.shopId, fileName: name, text, actor }),
  );
}

export const decisionSchema = z.object({
  intent: z.enum(["confirm", "discard"]),
  id: z.coerce.number().int().positive(),
});

export async function decide(staff: Staff, { intent, id }: z.infer<typeof decisionSchema>) {
  const { services, shop, actor } = staff;
  if (intent === "confirm")
    return answer(staff, await confirmMemberImport(services, { shopId: shop.shopId, id, actor }));
  await cancelMemberImport(services, { shopId: shop.shopId, id });
  return json<Answer>({ done: true, message: "" });
}
