/** The thank-you page's doors. Whoever has the order's secret token may see it, as on Shopify's order status page. */
import type { Request, Response } from "express";
import type { SandboxContext } from "../context";
import { gid } from "../state/ids";
import { type ThankYou, thankYouPage } from "./thank-you-page";
import { checkoutPath, localeIn } from "./visit";

export interface OrderActInput {
  readonly context: SandboxContext;
  readonly visit: ThankYou;
  readonly response: Response;
}
export type OrderAct = (input: OrderActInput) => unknown;

export function orderVisitOf(
  context: SandboxContext,
  request: Request<{ shop: string; token: string }>,
): ThankYou | null {
  const shop = context.store.findShop(request.params.shop);
  const order = shop && context.store.orders(shop.domain).find(({ token }) => token === request.params.token);
  if (!shop || !order) return null;
  const locale = localeIn(shop, request.query.locale) ?? order.locale;
  const tokenAddress = checkoutPath({ shop, locale }, `/thank-you/${order.token}/token`);
  return { shop, order, locale, tokenAddress };
}

export const showThankYou: OrderAct = ({ context, visit, response }) => {
  response.type("html").send(thankYouPage(context, visit));
};

export const giveOrderToken: OrderAct = async ({ context, visit, response }) => {
  const { shop, order } = visit;
  const subject = order.customerId === null ? null : gid("Customer", order.customerId);
  response.json({ token: await context.sessionTokenFor({ shop: shop.domain, subject }) });
};
