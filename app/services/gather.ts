/**
 * Gathers what arrives while an earlier write is under way into one write: under load many small inserts become a few large ones, with one wait for the disk each; with
 * nothing else going on, an item is written at once. Each caller hears only of its own item, and only after it is committed; an item that cannot be written fails alone.
 */
interface Waiting<Item, Answer> {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

export interface Gathering<Item> {
  /** The most items of one write. */
  readonly most: number;
  /** What one write may weigh; an item that is heavier goes by itself. */
  readonly heaviest?: number;
  readonly weigh?: (item: Item) => number;
  /** How many writes may be under way at once: while one waits for the disk, the next is made ready. Others than the first begin only when `enough` items wait. */
  readonly lanes?: number;
  readonly enough?: number;
  /** Whether a failure may be the fault of single items, so that each is tried by itself. */
  readonly blamesItems?: (error: unknown) => boolean;
}

/** How many of those that wait go into the next write: at least one. */
function fitting<Item>(
  waiting: readonly { readonly item: Item }[],
  { most, heaviest = Number.POSITIVE_INFINITY, weigh = () => 0 }: Gathering<Item>,
): number {
  let weight = 0;
  let count = 0;
  for (const { item } of waiting) {
    weight += weigh(item);
    if (count === most || (count > 0 && weight > heaviest)) break;
    count += 1;
  }
  return count;
}

export function gather<Item, Answer>(
  write: (items: readonly Item[]) => Promise<readonly Answer[]>,
  how: Gathering<Item>,
): (item: Item) => Promise<Answer> {
  const { lanes = 1, enough = 1, blamesItems = () => false } = how;
  let waiting: Waiting<Item, Answer>[] = [];
  let writing = 0;

  async function writeOut(batch: readonly Waiting<Item, Answer>[]): Promise<void> {
    try {
      const answers = await write(batch.map((one) => one.item));
      batch.forEach((one, index) => {
        const answer = answers[index];
        if (answer === undefined) one.reject(new Error("a gathered write did not answer for every item"));
        else one.resolve(answer);
      });
    } catch (error) {
      if (batch.length > 1 && blamesItems(error)) for (const one of batch) await writeOut([one]);
      else for (const one of batch) one.reject(error);
    }
  }

  async function writeOn(): Promise<void> {
    writing += 1;
    // The last lane that is open takes whatever waits.
    while (waiting.length >= (writing === 1 ? 1 : enough)) {
      const count = fitting(waiting, how);
      const batch = waiting.slice(0, count);
      waiting = waiting.slice(count);
      await writeOut(batch);
    }
    writing -= 1;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (writing === 0 || (writing < lanes && waiting.length >= enough)) void writeOn();
    });
}
