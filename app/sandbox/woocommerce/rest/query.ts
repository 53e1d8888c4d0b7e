/** A request's parameters as PHP reads them: `a=1`, `a[]=1&a[]=2`, `a[0]=1`; and as WordPress then takes lists, also from `a=1,2`. */

export class Query {
  private constructor(private readonly pairs: readonly (readonly [name: string, value: string])[]) {}

  static of(text: string): Query {
    return new Query([...new URLSearchParams(text)]);
  }

  /** What OAuth signs: every pair as it was sent. */
  all(): readonly (readonly [string, string])[] {
    return this.pairs;
  }

  /** The last one counts, as in PHP. */
  text(name: string): string | null {
    return this.pairs.findLast(([key]) => key === name)?.[1] ?? null;
  }

  flag(name: string): boolean {
    return ["1", "true", "yes"].includes((this.text(name) ?? "").toLowerCase());
  }

  /** null when it is not said. */
  number(name: string): number | null {
    const text = this.text(name);
    return text !== null && /^-?\d{1,15}$/.test(text) ? Number(text) : null;
  }

  list(name: string): readonly string[] {
    const parts = this.pairs.flatMap(([key, value]) =>
      key === name ? value.split(/[\s,]+/) : key.startsWith(`${name}[`) ? [value] : [],
    );
    return parts.filter((part) => part !== "");
  }

  ids(name: string): readonly number[] {
    return this.list(name)
      .filter((part) => /^\d{1,15}$/.test(part))
      .map(Number);
  }
}
