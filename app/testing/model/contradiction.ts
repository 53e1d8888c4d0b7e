/** The database is not what the story leads to. */
import type { Step } from "./program";

export class Contradiction extends Error {
  override readonly name = "Contradiction";

  constructor(
    story: string,
    /** Of its program, before it showed, as they were meant and in the order in which they were played. */
    readonly steps: readonly Step[],
  ) {
    super(story);
  }
}
