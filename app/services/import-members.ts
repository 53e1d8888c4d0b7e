/**
 * Imports members of a former program from a file (field lesson 21). The file is tried first, all of it, and every slice of the trial is rolled back, so what it tells is
 * exactly what will happen; when staff say so it is taken for good. Each slice commits its place with what it did: a process that dies costs the slice at hand.
 */
import { recordAudit } from "../db/audit";
import {
  dropWaitingImports,
  type ImportStep,
  insertMemberImport,
  latestMemberImport,
  lockMemberImport,
  type MemberImportRow,
  noCounts,
  readImportText,
  saveImportStep,
} from "../db/member-imports";
import { addEffects } from "../db/outbox";
import { findShop, lockTermsVersion } from "../db/shops";
import { inTransaction, type Sql, sqlOf } from "../db/transaction";
import { instant, type ShopId } from "../loyalty/brand";
import { declined, done, type Outcome } from "../loyalty/outcome";
import { dateOf, type ServiceContext } from "./context";
import { type MemberFile, readMemberFile } from "./member-csv";
import { addCounts, type Taken, takeMembers } from "./take-members";

const sliceSize = 200;
/** So long an import may keep the sender before other effects have their turn. */
const turnMs = 1_500;
/** Enough to see what is wrong with a file; all of them are counted. */
const keptProblems = 200;
/** A file that nobody decides on is thrown away. */
const waitMs = 7 * 86_400_000;

export interface StartMemberImport {
  readonly shopId: ShopId;
  readonly fileName: string;
  readonly text: string;
  readonly actor: string;
}

const asked = (id: number) => ({ kind: "import-members" as const, subject: String(id) });

/** Looks at a file, in place of one that waits. @returns the import's id. */
export async function startMemberImport(
  ctx: ServiceContext,
  { shopId, fileName, text, actor }: StartMemberImport,
): Promise<Outcome<number>> {
  const answer = readMemberFile(text);
  if (!answer.read) return declined("unreadable-file", { fault: answer.fault, row: answer.row ?? 0 });
  const { columns, customers } = answer.file;
  const outcome = await inTransaction(ctx.db, async (sql): Promise<Outcome<number>> => {
    await lockTermsVersion(sql, shopId);
    const at = dateOf(ctx.now());
    if ((await latestMemberImport(sql, shopId))?.state === "importing") return declined("import-running");
    await dropWaitingImports(sql, shopId, { at });
    const id = await insertMemberImport(sql, shopId, {
      fileName: fileName.slice(0, 200),
      text,
      expected: customers.length,
      columns,
      startedBy: actor,
      at,
    });
    await addEffects(sql, shopId, [asked(id)], at);
    return done(id);
  });
  if (outcome.done) ctx.nudge();
  return outcome;
}

interface Decision {
  readonly shopId: ShopId;
  readonly id: number;
  readonly actor: string;
}

/** Staff have seen what will happen, and want it. Saying so twice is saying it once. */
export async function confirmMemberImport(
  ctx: ServiceContext,
  { shopId, id, actor }: Decision,
): Promise<Outcome<number>> {
  const outcome = await inTransaction(ctx.db, async (sql): Promise<Outcome<number>> => {
    const row = await lockMemberImport(sql, shopId, id);
    if (row?.state === "importing" || row?.state === "done") return done(id);
    if (row?.state !== "checked") return declined("no-such-import");
    const at = ctx.now();
    const begun = {
      ...row,
      state: "importing",
      place: 0,
      counts: noCounts,
      problems: [],
      problemCount: 0,
    } as const;
    await saveImportStep(sql, shopId, { ...begun, finishedAt: null });
    await addEffects(sql, shopId, [asked(id)], dateOf(at));
    const details = { file: id, customers: row.expected };
    await recordAudit(sql, shopId, { actor, action: "import-started", subject: "members", details, at });
    return done(id);
  });
  if (outcome.done) ctx.nudge();
  return outcome;
}

/** What has been taken stays; the rest is left, and the file is thrown away. */
export async function cancelMemberImport(
  ctx: ServiceContext,
  { shopId, id }: Pick<Decision, "shopId" | "id">,
): Promise<void> {
  await inTransaction(ctx.db, async (sql) => {
    const row = await lockMemberImport(sql, shopId, id);
    if (!row || row.finishedAt) return;
    await saveImportStep(sql, shopId, { ...row, state: "cancelled", finishedAt: dateOf(ctx.now()) });
  });
}

/** The file under work, so that its slices need not read all of it again. */
let remembered: { readonly key: string; readonly file: MemberFile } | null = null;

async function fileOf(sql: Sql, shopId: ShopId, { id }: MemberImportRow): Promise<MemberFile> {
  const key = `${shopId}:${id}`;
  if (remembered?.key === key) return remembered.file;
  const answer = readMemberFile(await readImportText(sql, shopId, id));
  if (!answer.read) throw new Error(`import ${id} cannot be read again: ${answer.fault}`);
  remembered = { key, file: answer.file };
  return answer.file;
}

function stepAfter(row: MemberImportRow, taken: Taken, at: Date): ImportStep {
  const place = Math.min(row.expected, row.place + sliceSize);
  const over = place >= row.expected;
  const next = row.state === "checking" ? ("checked" as const) : ("done" as const);
  return {
    id: row.id,
    state: over ? next : row.state,
    place,
    counts: addCounts(row.counts, taken.counts),
    problems: [...row.problems, ...taken.problems].slice(0, keptProblems),
    problemCount: row.problemCount + taken.problems.length,
    finishedAt: over && next === "done" ? at : null,
  };
}

/** One slice. @returns whether there is more to take. */
export async function takeImportSlice(ctx: ServiceContext, shopId: ShopId, id: number): Promise<boolean> {
  return inTransaction(ctx.db, async (sql) => {
    const row = await lockMemberImport(sql, shopId, id);
    const shop = await findShop(sql, shopId);
    if (!shop || !row || (row.state !== "checking" && row.state !== "importing")) return false;
    const { customers } = await fileOf(sql, shopId, row);
    const slice = customers.slice(row.place, row.place + sliceSize);
    await sql.query("SAVEPOINT trial");
    const taken = await takeMembers(ctx, sql, { shop, importId: id, actor: row.startedBy, customers: slice });
    if (row.state === "checking") await sql.query("ROLLBACK TO SAVEPOINT trial");
    const step = stepAfter(row, taken, dateOf(ctx.now()));
    await saveImportStep(sql, shopId, step);
    if (step.finishedAt) remembered = null;
    return step.state === row.state;
  });
}

/** The effect `import-members`: slices for a short while, then asks to be called again. */
export async function runMemberImport(ctx: ServiceContext, shopId: ShopId, subject: string): Promise<void> {
  const until = ctx.now() + turnMs;
  while (await takeImportSlice(ctx, shopId, Number(subject))) {
    if (ctx.now() < until) continue;
    await addEffects(sqlOf(ctx.db), shopId, [asked(Number(subject))], dateOf(ctx.now()));
    return;
  }
  ctx.nudge();
}

/** By the clock: personal data does not wait for ever. */
export async function forgetWaitingImports(ctx: ServiceContext, shopId: ShopId): Promise<void> {
  const at = ctx.now();
  await dropWaitingImports(sqlOf(ctx.db), shopId, { at: dateOf(at), before: dateOf(instant(at - waitMs)) });
}
