/**
 * The reference model of one member's points, written without a look at app/loyalty: every single point is a coin. A coin lies in the hand, is held by the debit that took
 * it, or is gone, because its date passed while it lay in the hand. Slow, and nothing to get wrong: there are no sums to keep, and no lots to split.
 */

/** What all coins of one credit share. */
export interface Lot {
  /** The older lot goes first where two die at once. */
  readonly age: number;
  readonly ripens: number | null;
  readonly dies: number | null;
  /** Lives at least so long after its owner last bought or redeemed. */
  readonly idleMs: number | null;
  readonly order: number | null;
  readonly adjustment: string | null;
  /** All of the above but the age, in one word. */
  readonly kind: string;
}

export type Dates = Pick<Lot, "ripens" | "dies" | "idleMs">;

export interface Coin {
  readonly lot: Lot;
  /** null: in the hand; otherwise what holds it and may give it back, or that it died in the hand. */
  held: string | null;
}

export const gone = "gone";
/** What never gives back holds nothing: its coins are out of the world. */
const forGood = "for good";

export interface Wallet {
  coins: Coin[];
  /** Oldest first: what a debit found no coins for. */
  debts: { readonly debit: string; owed: number }[];
  ages: number;
  lastActive: number | null;
  reserved: number;
  /** What counts towards tiers, in minor units. */
  spend: number;
  tier: string | null;
  graceUntil: number | null;
  mergedInto: number | null;
}

export const newWallet = (): Wallet => ({
  coins: [],
  debts: [],
  ages: 0,
  lastActive: null,
  reserved: 0,
  spend: 0,
  tier: null,
  graceUntil: null,
  mergedInto: null,
});

export const copyWallet = (wallet: Wallet): Wallet => ({
  ...wallet,
  coins: wallet.coins.map((coin) => ({ ...coin })),
  debts: wallet.debts.map((debt) => ({ ...debt })),
});

/** When a coin dies: at its date, or after its owner's idle time where that is later. */
export function deathOf(lot: Lot, { lastActive }: Pick<Wallet, "lastActive">): number | null {
  if (lot.idleMs === null || lastActive === null) return lot.dies;
  return Math.max(lot.dies ?? 0, lastActive + lot.idleMs);
}

export const isRipe = (lot: Lot, at: number) => lot.ripens === null || lot.ripens <= at;

export function isAlive(lot: Lot, wallet: Wallet, at: number): boolean {
  const death = deathOf(lot, wallet);
  return death === null || death > at;
}

const soonerLot = (wallet: Wallet) => (a: Lot, b: Lot) => {
  const left = deathOf(a, wallet) ?? Number.POSITIVE_INFINITY;
  const right = deathOf(b, wallet) ?? Number.POSITIVE_INFINITY;
  return left === right ? a.age - b.age : left - right;
};

/** As debits take them: the ripe before the unripe, each the soonest dying first. */
export const takenFirst = (wallet: Wallet, at: number) => (a: Lot, b: Lot) =>
  Number(isRipe(b, at)) - Number(isRipe(a, at)) || soonerLot(wallet)(a, b);

const sooner = (wallet: Wallet) => (a: Coin, b: Coin) => soonerLot(wallet)(a.lot, b.lot);

export const inHand = (wallet: Wallet) => wallet.coins.filter((coin) => coin.held === null);

export const owedOf = (wallet: Wallet) => wallet.debts.reduce((sum, debt) => sum + debt.owed, 0);

export function spendable(wallet: Wallet, at: number): number {
  return inHand(wallet).filter(({ lot }) => isAlive(lot, wallet, at) && isRipe(lot, at)).length;
}

/** A dead coin stays dead, whatever its owner does later. */
export function bury(wallet: Wallet, at: number): void {
  for (const coin of inHand(wallet)) if (!isAlive(coin.lot, wallet, at)) coin.held = gone;
}

/** Living coins that come to hand pay the oldest debt first. */
function payDebts(wallet: Wallet, coins: readonly Coin[], at: number): void {
  for (const coin of coins) {
    const [debt] = wallet.debts;
    if (!debt) return;
    if (!isAlive(coin.lot, wallet, at)) continue;
    coin.held = debt.debit;
    debt.owed -= 1;
    if (debt.owed === 0) wallet.debts.shift();
  }
  forget(wallet);
}

export function forget(wallet: Wallet): void {
  if (wallet.coins.some((coin) => coin.held === forGood))
    wallet.coins = wallet.coins.filter((coin) => coin.held !== forGood);
}

export function lotOf(lot: Omit<Lot, "kind">): Lot {
  const { ripens, dies, idleMs, order, adjustment } = lot;
  return { ...lot, kind: `${dies}/${idleMs}/${ripens}/${order}/${adjustment}` };
}

export function credit(
  wallet: Wallet,
  { count, at, ...given }: Dates & Pick<Lot, "order" | "adjustment"> & { count: number; at: number },
): void {
  wallet.ages += 1;
  const lot = lotOf({ ...given, age: wallet.ages });
  const coins = Array.from({ length: count }, (): Coin => ({ lot, held: null }));
  wallet.coins.push(...coins);
  payDebts(wallet, coins, at);
}

interface Taking {
  /** What may give back what it holds; nothing for what is taken for good. */
  readonly by?: string;
  readonly count: number;
  readonly at: number;
  /** The coins that the debit is about: they go first, and come back from the dead for it. */
  readonly own?: (lot: Lot) => boolean;
  /** Only ripe coins are taken, and it keeps alive what is left. */
  readonly redeems?: boolean;
}

/** Takes coins; what is not there is owed. */
export function debit(
  wallet: Wallet,
  { by = forGood, count, at, own = () => false, redeems = false }: Taking,
): void {
  bury(wallet, at);
  if (redeems) wallet.lastActive = Math.max(wallet.lastActive ?? at, at);
  const sorted = inHand(wallet).sort(sooner(wallet));
  const mine = sorted.filter((coin) => own(coin.lot));
  const risen = wallet.coins.filter((coin) => coin.held === gone && own(coin.lot));
  const others = sorted
    .filter(({ lot }) => !own(lot) && (!redeems || isRipe(lot, at)))
    .sort((a, b) => takenFirst(wallet, at)(a.lot, b.lot));
  const taken = [...mine, ...risen, ...others].slice(0, count);
  for (const coin of taken) coin.held = by;
  forget(wallet);
  const last = wallet.debts.at(-1);
  const owed = count - taken.length;
  if (owed === 0) return;
  if (last?.debit === by) last.owed += owed;
  else wallet.debts.push({ debit: by, owed });
}

/** How many coins one debit still holds or is owed. */
export const heldBy = (wallet: Wallet, by: string) =>
  wallet.coins.filter((coin) => coin.held === by).length +
  (wallet.debts.find((debt) => debt.debit === by)?.owed ?? 0);

/** Gives back: what is owed is forgiven first, then the coins that live longest come to hand. */
export function giveBack(wallet: Wallet, by: string, { count, at }: { count: number; at: number }): void {
  const debt = wallet.debts.find((one) => one.debit === by);
  const forgiven = Math.min(count, debt?.owed ?? 0);
  if (debt) debt.owed -= forgiven;
  wallet.debts = wallet.debts.filter((one) => one.owed > 0);
  const longest = wallet.coins.filter((coin) => coin.held === by).sort((a, b) => sooner(wallet)(b, a));
  const back = longest.slice(0, count - forgiven);
  for (const coin of back) coin.held = null;
  payDebts(wallet, back, at);
  bury(wallet, at);
}
