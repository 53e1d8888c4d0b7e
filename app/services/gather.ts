/**
 * Gathers what arrives while an earlier write is under way into one write: under load many small inserts become a few large ones, with one wait for the disk each; with
 * nothing else going on, an item is written at once. Each caller hears only of its own item, and only after it is committed.
 */
interface Waiting<Item, Answer> {
  readonly item: Item;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

export function gather<Item, Answer>(
  write: (items: readonly Item[]) => Promise<readonly Answer[]>,
  most: number,
): (item: Item) => Promise<Answer> {
  let waiting: Waiting<Item, Answer>[] = [];
  let writing = false;

  async function writeAll(): Promise<void> {
    writing = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, most);
      waiting = waiting.slice(most);
      try {
        const answers = await write(batch.map((one) => one.item));
        batch.forEach((one, index) => {
          const answer = answers[index];
          if (answer === undefined) one.reject(new Error("a gathered write did not answer for every item"));
          else one.resolve(answer);
        });
      } catch (error) {
        for (const one of batch) one.reject(error);
      }
    }
    writing = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!writing) void writeAll();
    });
}
