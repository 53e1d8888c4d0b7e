/** Records by key, in the order they came, with one index by group that is built when first asked for. */

export class Table<R extends object> {
  private readonly byKey = new Map<string, R>();
  private readonly groups = new Map<string, Map<string, R>>();
  private groupOf: ((row: R) => string) | null = null;

  constructor(
    private readonly keyOf: (row: R) => string,
    private readonly changed: () => void,
  ) {}

  get(key: string): R | null {
    return this.byKey.get(key) ?? null;
  }

  rows(): R[] {
    return [...this.byKey.values()];
  }

  get size(): number {
    return this.byKey.size;
  }

  put(row: R): void {
    this.place(row);
    this.changed();
  }

  remove(key: string): void {
    const row = this.byKey.get(key);
    if (row === undefined) return;
    this.byKey.delete(key);
    this.unindex(key, row);
    this.changed();
  }

  /** Rows of one group. A table is always asked by the same `groupOf`. */
  group(name: string, groupOf: (row: R) => string): R[] {
    if (this.groupOf === null) {
      this.groupOf = groupOf;
      for (const [key, row] of this.byKey) this.index(key, row);
    }
    return [...(this.groups.get(name)?.values() ?? [])];
  }

  /** Rows of the state file, which only this program writes; the file's format number answers for their shape. */
  load(rows: readonly object[]): void {
    for (const row of rows) this.place(row as R);
  }

  private place(row: R): void {
    const key = this.keyOf(row);
    const before = this.byKey.get(key);
    if (before !== undefined) this.unindex(key, before);
    this.byKey.set(key, row);
    this.index(key, row);
  }

  private unindex(key: string, row: R): void {
    if (this.groupOf !== null) this.groups.get(this.groupOf(row))?.delete(key);
  }

  private index(key: string, row: R): void {
    if (this.groupOf === null) return;
    const name = this.groupOf(row);
    const group = this.groups.get(name) ?? new Map<string, R>();
    group.set(key, row);
    this.groups.set(name, group);
  }
}
