/** The rules of the model's shops: every way in which points ripen and die, with and without tiers that multiply. */
import type { Dying, Rules } from "./calendar";

const hourMs = 3_600_000;
const dyings: readonly Dying[] = [
  { kind: "age", months: 2 },
  { kind: "inactivity", days: 40 },
  { kind: "never" },
  { kind: "calendar", month: 12, day: 31, spareMonths: 1 },
  { kind: "age", months: 1 },
];
const zones: readonly Rules["zone"][] = [
  { name: "UTC", offsetMs: 0 },
  { name: "Asia/Tehran", offsetMs: 3.5 * hourMs },
  { name: "Asia/Tokyo", offsetMs: 9 * hourMs },
];
const tierSets: readonly Rules["tiers"][] = [
  [
    ["bronze", 0, 10_000],
    ["silver", 20_00, 12_500],
    ["gold", 50_00, 20_000],
  ],
  [["only", 30_00, 15_000]],
  [
    ["bronze", 0, 10_000],
    ["silver", 15_00, 10_000],
  ],
];

const at = <Item>(items: readonly Item[], number: number): Item => {
  const item = items[number % items.length];
  if (item === undefined) throw new Error("there is nothing to choose from");
  return item;
};

function wordsOfDying(dying: Dying): string {
  switch (dying.kind) {
    case "never":
      return "never";
    case "age":
      return `after ${dying.months} months`;
    case "inactivity":
      return `after ${dying.days} days without an order or a redemption`;
    case "calendar":
      return `with ${dying.day}/${dying.month}, ${dying.spareMonths} months or more after the order`;
  }
}

/** One point for a pound, and what else a story has to say of its shop. */
export function wordsOfRules({ dying, pendingDays, pendingFrom, tiers, graceDays, zone }: Rules): string {
  const waiting = pendingFrom === "fulfilment" ? "for the parcel" : "from the order";
  const wait = pendingDays === 0 && pendingFrom === "payment" ? "" : `, wait ${pendingDays} days ${waiting}`;
  const levels = tiers.map(([name, from, bp]) => `${name} from £${from / 100} ×${bp / 10_000}`).join(", ");
  return `points die ${wordsOfDying(dying)}${wait}; tiers ${levels}, ${graceDays} days of grace; ${zone.name}`;
}

export const rulesOf = (seed: number): Rules => ({
  dying: at(dyings, seed),
  pendingDays: at([0, 0, 14], seed),
  pendingFrom: at(["payment", "payment", "fulfilment"], Math.floor(seed / 4)),
  tiers: at(tierSets, seed + Math.floor(seed / 3)),
  graceDays: at([0, 10], seed + Math.floor(seed / 5)),
  zone: at(zones, seed + Math.floor(seed / 2)),
});
