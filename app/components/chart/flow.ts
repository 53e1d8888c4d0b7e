/**
 * Who goes where: two columns of blocks with bands between them, in percent of the drawing. Pure geometry on d3's scale. Every block is high enough for its text
 * beside it, however few its members are.
 */
import { scaleLinear } from "d3-scale";

export interface FlowWay {
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

export interface FlowBlock {
  readonly key: string;
  readonly count: number;
  readonly y: number;
  readonly height: number;
}

export interface FlowBand {
  readonly from: string;
  readonly to: string;
  /** An SVG path from x 0 to x 100. */
  readonly path: string;
}

export interface FlowGeometry {
  readonly left: readonly FlowBlock[];
  readonly right: readonly FlowBlock[];
  readonly bands: readonly FlowBand[];
}

const gap = 3;
const leastHeight = 9;
const round = (value: number) => Math.round(value * 100) / 100;

function column(keys: readonly string[], counts: ReadonlyMap<string, number>): FlowBlock[] {
  const shown = keys.filter((key) => counts.has(key));
  const room = 100 - gap * Math.max(0, shown.length - 1);
  const least = Math.min(leastHeight, room / Math.max(1, shown.length));
  const all = shown.reduce((sum, key) => sum + (counts.get(key) ?? 0), 0);
  const share = scaleLinear()
    .domain([0, Math.max(1, all)])
    .range([0, room - least * shown.length]);
  let y = 0;
  return shown.map((key) => {
    const count = counts.get(key) ?? 0;
    const block = { key, count, y: round(y), height: round(least + share(count)) };
    y += block.height + gap;
    return block;
  });
}

function sums(ways: readonly FlowWay[], side: "from" | "to"): Map<string, number> {
  const counts = new Map<string, number>();
  for (const way of ways) counts.set(way[side], (counts.get(way[side]) ?? 0) + way.count);
  return counts;
}

/** Where each band stands within its blocks: below the one before it, as high as its part of the block. */
function places(blocks: readonly FlowBlock[], ways: readonly FlowWay[], side: "from" | "to") {
  const filled = new Map<string, number>();
  return ways.map((way) => {
    const block = blocks.find((one) => one.key === way[side]);
    if (!block) throw new Error(`no block for ${way[side]}`);
    const height = (block.height * way.count) / Math.max(1, block.count);
    const y = block.y + (filled.get(block.key) ?? 0);
    filled.set(block.key, (filled.get(block.key) ?? 0) + height);
    return { top: round(y), bottom: round(y + height) };
  });
}

/** @param keys every key there may be, from the top of the drawing to its bottom */
export function flowGeometry(ways: readonly FlowWay[], keys: readonly string[]): FlowGeometry {
  const place = (key: string) => keys.indexOf(key);
  const sorted = [...ways]
    .filter((way) => way.count > 0)
    .sort((a, b) => place(a.from) - place(b.from) || place(a.to) - place(b.to));
  const [left, right] = [column(keys, sums(sorted, "from")), column(keys, sums(sorted, "to"))];
  const [starts, ends] = [places(left, sorted, "from"), places(right, sorted, "to")];
  const bands = sorted.map(({ from, to }, index) => {
    const [a, b] = [starts[index], ends[index]];
    if (!a || !b) throw new Error("a way without a place");
    const path = `M0 ${a.top}C50 ${a.top} 50 ${b.top} 100 ${b.top}V${b.bottom}C50 ${b.bottom} 50 ${a.bottom} 0 ${a.bottom}Z`;
    return { from, to, path };
  });
  return { left, right, bands };
}
