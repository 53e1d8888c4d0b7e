/** A preview of tiers as the page shows it: how far it is, and then who moves, drawn and counted, with what it costs in money. */

import { flowGeometry } from "../../components/chart/flow";
import type { PreviewRow } from "../../db/previews";
import { bestRate, worthAt } from "../../loyalty/point-worth";
import type { TierMove } from "../../loyalty/tier-moves";
import type { TierProgram } from "../../loyalty/tiers";
import { tierDraftSchema, tierPreviewResultSchema } from "../../services/tier-preview";
import type { Staff } from "../app/staff.server";
import type { MovesView, PreviewView } from "../app.tiers/moves-view";

const key = (id: string | null) => id ?? "";

/** Every tier there is or shall be, the highest first; last, having none. */
function ranked(now: TierProgram, draft: TierProgram): string[] {
  const kept = new Set(draft.levels.map((level) => level.id));
  const all = [...draft.levels, ...now.levels.filter((level) => !kept.has(level.id))];
  return [...all.sort((a, b) => b.threshold - a.threshold).map((level) => level.id), ""];
}

interface Around {
  readonly staff: Staff;
  readonly now: TierProgram;
  readonly draft: TierProgram;
}

function namesOf({ staff, now, draft }: Around, side: "from" | "to"): (id: string) => string {
  const { t, text } = staff.translator;
  const levels = side === "from" ? now.levels : draft.levels;
  return (id) => {
    if (id === "") return t("tiers.now.none");
    const level = levels.find((one) => one.id === id);
    return level ? text(level.name) : t("tiers.now.gone");
  };
}

function costOf(moves: readonly TierMove[], rate: ReturnType<typeof bestRate>): MovesView["cost"] {
  const points = moves.reduce((sum, move) => sum + move.extraPoints, 0);
  const discount = moves.reduce((sum, move) => sum + move.extraDiscount, 0);
  const worth = rate ? Math.sign(points) * worthAt(rate, Math.abs(points)) : 0;
  return { points, worth, discount, total: worth + discount };
}

async function movesView(around: Around, moves: readonly TierMove[]): Promise<MovesView> {
  const { staff, now, draft } = around;
  const order = ranked(now, draft);
  const place = (id: string | null) => order.indexOf(key(id));
  const sorted = [...moves].sort((a, b) => place(a.from) - place(b.from) || place(a.to) - place(b.to));
  const count = (of: readonly TierMove[]) => of.reduce((sum, move) => sum + move.members, 0);
  const moving = sorted.filter((move) => move.from !== move.to);
  const [from, to] = [namesOf(around, "from"), namesOf(around, "to")];
  const ways = sorted.map((move) => ({ from: key(move.from), to: key(move.to), count: move.members }));
  const flow = flowGeometry(ways, order);
  return {
    all: count(moves),
    moving: count(moving),
    up: count(moving.filter((move) => place(move.to) < place(move.from))),
    down: count(moving.filter((move) => place(move.to) > place(move.from))),
    later: count(moving.filter((move) => move.later)),
    cost: costOf(moves, bestRate(await staff.terms())),
    flow: {
      left: flow.left.map((block) => ({ ...block, name: from(block.key) })),
      right: flow.right.map((block) => ({ ...block, name: to(block.key) })),
      bands: flow.bands.map(({ path, ...band }) => ({ path, stays: band.from === band.to })),
    },
    rows: sorted.map((move) => ({
      from: from(key(move.from)),
      to: to(key(move.to)),
      stays: move.from === move.to,
      later: move.later && move.from !== move.to,
      members: move.members,
      extraPoints: move.extraPoints,
    })),
  };
}

export async function previewView(staff: Staff, row: PreviewRow): Promise<PreviewView> {
  const { id, state, looked, expected } = row;
  const draft = tierDraftSchema.parse(row.draft).tiers;
  const { moves } = tierPreviewResultSchema.parse(row.result);
  const around = { staff, now: (await staff.terms()).tiers, draft };
  return {
    id,
    state,
    looked,
    expected: expected ?? 0,
    moves: state === "done" ? await movesView(around, moves) : null,
  };
}
