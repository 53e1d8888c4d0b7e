/** Holds what the database shows of one family against every world of the model that the family's acts may have led to. */
import { differences } from "./differences";
import type { Director, Kin } from "./director";
import type { Happened } from "./happened";
import type { SeenShop } from "./seen";
import { type Round, type Told, worldsAfter } from "./worlds";

interface Seeing {
  readonly director: Director;
  readonly seen: SeenShop;
  readonly round: Round;
}

/** Of a whole shop. @returns what is wrong with the first family of which something is. */
export function judge(told: readonly (Told & { readonly kin: Kin })[], seeing: Seeing): string | null {
  for (const kin of new Set(seeing.director.kin.values())) {
    const acts = told.filter((one) => one.kin === kin).map(({ act, told }) => ({ act, told }));
    const wrong = judgeFamily(kin, acts, seeing);
    if (wrong !== null) return wrong;
  }
  return null;
}

/** Keeps the worlds that are what the database shows. @returns what is wrong when none is. */
function judgeFamily(kin: Kin, acts: readonly Told[], { director, seen, round }: Seeing): string | null {
  const { overdue, tiers } = round.jobs;
  const idle = acts.length === 0 && !overdue && !tiers;
  const worlds = idle ? kin.worlds : worldsAfter(kin.worlds, acts, round);
  for (const customer of kin.customers) {
    const member = seen.memberOf.get(customer);
    if (member !== undefined && !director.memberOf.has(customer)) director.memberOf.set(customer, member);
  }
  const looking = { director, seen, at: round.restAt };
  const judged = worlds.map((world) => ({ world, wrong: differences(world, looking) }));
  kin.worlds = judged.filter(({ wrong }) => wrong.length === 0).map(({ world }) => world);
  if (kin.worlds.length > 0) return null;
  const [nearest] = judged.sort((a, b) => a.wrong.length - b.wrong.length);
  const words = nearest?.wrong ?? [
    `no order of what was done leads to what was told: ${JSON.stringify(acts)}`,
  ];
  return [`(${worlds.length} orders are possible; the nearest)`, ...words].join("\n");
}

/** What the families of a shop came by, counted. */
export function countWhatIs(kins: Iterable<Kin>, happened: Happened): void {
  for (const { worlds } of kins) {
    const [world] = worlds;
    for (const wallet of world?.wallets.values() ?? [])
      if (wallet.debts.length > 0) happened.add("wallets in debt");
    for (const { state, debits, restored } of world?.claims.values() ?? [])
      happened.add(`claims ${state}${debits.length > 1 ? " late" : ""}${restored > 0 ? ", given back" : ""}`);
  }
}
