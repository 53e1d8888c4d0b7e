/** One request to the REST API and its answer, apart from HTTP: what a route is given and what it gives back. Errors are WordPress's: code, message, data. */
import type { WooUser, WooWebhook } from "../state/records";
import type { WooRefusal } from "../state/refusal";
import type { WooShop } from "../state/shop";
import type { Query } from "./query";
import type { RestSwitches } from "./switches";

export interface RestCall {
  readonly shop: WooShop;
  /** The shop's address as WordPress believes it to be, without a slash at its end. */
  readonly home: string;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below `/wp-json`, without a slash at either end: `wc/v3/orders/14`. */
  readonly path: string;
  /** The numbers that the route's pattern found in the path. */
  readonly ids: readonly string[];
  readonly query: Query;
  readonly body: Readonly<Record<string, unknown>>;
  /** Whose key it is. */
  readonly user: WooUser;
  readonly switches: RestSwitches;
  /** Sends a webhook's ping; resolves when it was answered or given up. */
  readonly ping: (webhook: WooWebhook) => Promise<void>;
}

export interface RestAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export const ok = (body: unknown, status = 200): RestAnswer => ({ status, body });

/** As `WP_Error` goes out: usually with its status inside `data`. */
export const failed = (code: string, message: string, status: number): RestAnswer => ({
  status,
  body: { code, message, data: { status } },
});

/** Refusals with 500 have the number itself as their data: that is how WooCommerce's refunds say no. */
export const refusedAs = ({ code, message, status }: WooRefusal): RestAnswer =>
  status === 500 ? { status, body: { code, message, data: 500 } } : failed(code, message, status);

export const noRoute = (): RestAnswer =>
  failed("rest_no_route", "No route was found matching the URL and request method.", 404);

export const invalidId = (kind: string, status = 404): RestAnswer =>
  failed(`woocommerce_rest_${kind}_invalid_id`, "Invalid ID.", status);

export function invalidParam(name: string, complaint: string): RestAnswer {
  return {
    status: 400,
    body: {
      code: "rest_invalid_param",
      message: `Invalid parameter(s): ${name}`,
      data: {
        status: 400,
        params: { [name]: complaint },
        details: { [name]: { code: "rest_invalid_param", message: complaint, data: null } },
      },
    },
  };
}
