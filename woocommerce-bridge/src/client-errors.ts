/**
 * What can be wrong with a store, in errors that hold nothing of a request: the package's own error has the consumer secret in it, so it is never passed on, not
 * even as a cause. The app maps these to the store port's.
 */

/** Out of reach, busy, or answering with something that is no answer: try again, not before `retryAfterMs`. */
export class StoreUnavailable extends Error {
  override readonly name: string = "StoreUnavailable";
  constructor(
    message: string,
    readonly retryAfterMs = 0,
    /** The answer's status; null when none came. What was asked may have been done all the same. */
    readonly status: number | null = null,
  ) {
    super(message);
  }
}

/** Its address leads where we do not go; nothing was sent. A name can lead elsewhere tomorrow. */
export class StoreElsewhere extends StoreUnavailable {
  override readonly name = "StoreElsewhere";
}

/** It does not let us in any more: keys revoked, or without the right to what was asked. */
export class StoreClosed extends Error {
  override readonly name = "StoreClosed";
  constructor(
    message: string,
    readonly code: string | null = null,
    readonly status: number | null = null,
  ) {
    super(message);
  }
}

/** It understood and said no. Asking again gets the same answer. */
export class StoreRefused extends Error {
  override readonly name = "StoreRefused";
  constructor(
    message: string,
    readonly status: number,
    /** WooCommerce's word for it, such as `woocommerce_rest_coupon_code_already_exists`. */
    readonly code: string | null,
  ) {
    super(message);
  }
}

/** It answered in another shape than WooCommerce's. */
export class StoreMisspoke extends Error {
  override readonly name = "StoreMisspoke";
}
