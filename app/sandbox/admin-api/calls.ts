/** The latest calls the emulated Admin API received: what a script or a person looks at to see what the app did. */

export interface ApiCall {
  readonly at: string;
  readonly shop: string;
  readonly operation: string;
  readonly kind: string;
  readonly variables: unknown;
  readonly status: number;
  /** What it cost, or null when it was not executed. */
  readonly cost: number | null;
  readonly tookMs: number;
  /** The fault that was set for it. */
  readonly fault: string | null;
  /** Codes of GraphQL errors and of user errors in the answer. */
  readonly errors: readonly string[];
}

const KEPT = 200;

export class Calls {
  private readonly kept: ApiCall[] = [];
  total = 0;

  add(call: ApiCall): void {
    this.total += 1;
    this.kept.push(call);
    if (this.kept.length > KEPT) this.kept.shift();
  }

  /** Newest first. */
  latest(): readonly ApiCall[] {
    return [...this.kept].reverse();
  }
}
