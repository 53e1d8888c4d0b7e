/** What WooCommerce says no with: its code, its words, and the status its REST API answers with. */

export interface WooRefusal {
  readonly ok: false;
  readonly code: string;
  readonly message: string;
  readonly status: number;
}

export type WooResult<Value> = (Value & { readonly ok: true }) | WooRefusal;

export const refused = (code: string, message: string, status = 400): WooRefusal => ({
  ok: false,
  code,
  message,
  status,
});
