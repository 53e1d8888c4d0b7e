/** Which address of the REST API is answered by what. */
import type { RestAnswer, RestCall } from "./call";
import * as coupons from "./coupons";
import * as customers from "./customers";
import * as orders from "./orders";
import * as plugin from "./plugin";
import * as products from "./products";
import * as refunds from "./refunds";
import * as site from "./site";
import * as webhooks from "./webhooks";

export type Handler = (call: RestCall) => RestAnswer | Promise<RestAnswer>;

export interface Route {
  readonly pattern: RegExp;
  readonly single: boolean;
  readonly handlers: Partial<Record<RestCall["method"], Handler>>;
}

/** `#` stands for a number, `*` for a word. */
function route(path: string, handlers: Route["handlers"]): Route {
  const pattern = path.replaceAll("#", "(\\d{1,15})").replaceAll("*", "([\\w-]+)");
  return { pattern: new RegExp(`^${pattern}$`), single: /[#*]$/.test(path), handlers };
}

const v3 = (path: string, handlers: Route["handlers"]): Route => route(`wc/v3/${path}`, handlers);

export const routes: readonly Route[] = [
  v3("orders", { GET: orders.listOrders, POST: orders.createOrder }),
  v3("orders/#", { GET: orders.readOrder, PUT: orders.updateOrder, DELETE: orders.removeOrder }),
  v3("orders/#/refunds", { GET: refunds.listRefunds, POST: refunds.createRefund }),
  v3("orders/#/refunds/#", { GET: refunds.readRefund, DELETE: refunds.removeRefund }),
  v3("customers", { GET: customers.listCustomers, POST: customers.createCustomer }),
  v3("customers/batch", { POST: customers.batchCustomers, PUT: customers.batchCustomers }),
  v3("customers/#", {
    GET: customers.readCustomer,
    PUT: customers.updateCustomer,
    DELETE: customers.removeCustomer,
  }),
  v3("coupons", { GET: coupons.listCoupons, POST: coupons.makeCoupon }),
  v3("coupons/#", { GET: coupons.readCoupon, PUT: coupons.updateCoupon, DELETE: coupons.removeCoupon }),
  v3("products", { GET: products.listProducts }),
  v3("products/categories", { GET: products.listCategories }),
  v3("products/categories/#", { GET: products.readCategory }),
  v3("products/#", { GET: products.readProduct }),
  v3("products/#/variations", { GET: products.listVariations }),
  v3("webhooks", { GET: webhooks.listWebhooks, POST: webhooks.makeWebhook }),
  v3("webhooks/#", {
    GET: webhooks.readWebhook,
    PUT: webhooks.updateWebhook,
    DELETE: webhooks.removeWebhook,
  }),
  v3("settings/*", { GET: site.listSettings }),
  v3("settings/*/*", { GET: site.readSetting }),
  v3("system_status", { GET: site.systemStatus }),
  v3("data/currencies/*", { GET: site.readCurrency }),
  route("wc-vafa/v1/connection", {
    GET: plugin.readConnection,
    PUT: plugin.putConnection,
    POST: plugin.putConnection,
    DELETE: plugin.deleteConnection,
  }),
  route("wc-vafa/v1/program", { PUT: plugin.putProgram, POST: plugin.putProgram }),
];
