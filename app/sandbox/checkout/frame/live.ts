/**
 * A value of the `shopify` global that changes: Shopify makes it a signal of the extension's own Preact, so that views which
 * read `.value` follow it. Until the extension hands its Signal class over (`shopify.setSignals`), it is a plain value.
 */

export interface SignalLike {
  value: unknown;
}
export type SignalClass = new (value: unknown) => SignalLike;

export class Live<T> {
  #value: T;
  #signal: SignalLike | null = null;
  readonly #subscribers = new Set<(value: T) => void>();

  constructor(value: T) {
    this.#value = value;
  }

  get value(): T {
    // Reading the signal is what makes a view follow it; what it holds is what was set here.
    void this.#signal?.value;
    return this.#value;
  }

  get current(): T {
    return this.#value;
  }

  set(value: T): void {
    if (same(this.#value, value)) return;
    this.#value = value;
    if (this.#signal) this.#signal.value = value;
    for (const subscriber of this.#subscribers) subscriber(value);
  }

  subscribe(subscriber: (value: T) => void): () => void {
    this.#subscribers.add(subscriber);
    return () => this.#subscribers.delete(subscriber);
  }

  async destroy(): Promise<void> {
    this.#subscribers.clear();
  }

  adopt(Signal: SignalClass): void {
    this.#signal = new Signal(this.#value);
  }
}

/** Values here are small and plain, and a new message brings all of them anew: only a real change may wake a view. */
function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
