/** The database is not what the story leads to. */
export class Contradiction extends Error {
  override readonly name = "Contradiction";

  constructor(
    story: string,
    /** Of its program, before it showed. */
    readonly steps: number,
  ) {
    super(story);
  }
}
