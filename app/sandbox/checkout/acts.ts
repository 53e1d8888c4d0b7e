/** What a shopper does at the checkout, each a door: read the request, change cart or shopper, answer. */
import type { Request, Response } from "express";
import { z } from "zod";
import type { SandboxContext } from "../context";
import { browserOf, dropCart, keepCart, logIn, logOut } from "../shopper";
import { type DiscountRefusal, refusalText } from "../state/discounts";
import { gid } from "../state/ids";
import { evaluateDiscount, placeOrder } from "../state/place-order";
import { presentmentOf } from "../state/presentment";
import { checkoutPage, type Refused } from "./checkout-page";
import type { CodeAnswer } from "./protocol";
import { codesOf, totalsOf } from "./summary";
import { checkoutPath, liveValuesOf, type Visit, visitOf } from "./visit";

export interface ActInput {
  readonly context: SandboxContext;
  readonly visit: Visit;
  readonly request: Request<{ shop: string }>;
  readonly response: Response;
}
export type Act = (input: ActInput) => unknown;

/** `tried` is a code that was just refused: without script the refusal is shown on the next page. */
export const showCheckout: Act = ({ context, visit, request, response }) => {
  const { tried } = request.query;
  const verdict = typeof tried === "string" && tried !== "" ? verdictOf(context, visit, tried) : null;
  const refused: Refused | null =
    verdict && !verdict.ok
      ? { code: String(tried), reason: verdict.reason }
      : (visit.priced.refused[0] ?? null);
  response.type("html").send(checkoutPage(context, visit, refused));
};

function verdictOf(context: SandboxContext, { shop, customer, cart }: Visit, code: string) {
  return evaluateDiscount(context.store, { shop, customer, lines: cart.lines, codes: cart.codes, code });
}

const contactForm = z.object({ customer: z.string() });

export const changeContact: Act = ({ context, visit, request, response }) => {
  const form = contactForm.safeParse(request.body);
  const id = Number(form.success ? form.data.customer : "");
  const customer = id > 0 ? context.store.customer(visit.shop.domain, id) : null;
  if (customer) logIn(response, visit.shop, customer);
  else logOut(response, visit.shop);
  response.redirect(303, checkoutPath(visit));
};

/** One of each of the first things the shop sells, without gift cards: enough to try everything. */
export const fillCart: Act = ({ context, visit, response }) => {
  const lines = context.store
    .products(visit.shop.domain)
    .filter(({ giftCard }) => !giftCard)
    .slice(0, 3)
    .flatMap(({ variants }) => variants.slice(0, 1))
    .map(({ id }) => ({ variantId: id, quantity: 1 }));
  keepCart(context.store, response, { ...visit.cart, locale: visit.locale, lines });
  response.redirect(303, checkoutPath(visit));
};

const codeForm = z.object({
  code: z.string().trim().min(1).max(100),
  action: z.enum(["add", "remove"]).default("add"),
});

export const changeCodes: Act = (input) => {
  const { context, visit, request, response } = input;
  const form = codeForm.safeParse(request.body);
  const wantsJson = request.accepts(["html", "json"]) === "json";
  if (!form.success) return answerCodes(input, wantsJson, null);
  const { code, action } = form.data;
  const others = visit.cart.codes.filter((kept) => kept.toLowerCase() !== code.toLowerCase());
  const verdict = action === "add" ? verdictOf(context, visit, code) : null;
  const refused = verdict && !verdict.ok ? { code, reason: verdict.reason } : null;
  if (refused === null) {
    const codes = action === "add" ? [...others, code] : others;
    keepCart(context.store, response, { ...visit.cart, codes });
  }
  return answerCodes(input, wantsJson, refused);
};

function answerCodes(
  { context, visit, request, response }: ActInput,
  json: boolean,
  refused: Refused | null,
) {
  if (!json) {
    const tried = refused ? `&tried=${encodeURIComponent(refused.code)}` : "";
    return response.redirect(303, `${checkoutPath(visit)}${tried}`);
  }
  const now = visitOf(context, request) ?? visit;
  const answer: CodeAnswer = {
    ok: refused === null,
    message: refused ? refusalText(refused.reason, visit.locale) : "",
    codes: codesOf(now).toString(),
    totals: totalsOf(now).toString(),
    values: liveValuesOf(now),
  };
  return response.json(answer);
}

const placeForm = z.object({
  payment: z.enum(["now", "later"]).default("now"),
  email: z.string().optional(),
  credit: z.string().optional(),
  giftCard: z.string().trim().optional(),
  currency: z.string().optional(),
});

export const placeTheOrder: Act = ({ context, visit, request, response }) => {
  const { shop, customer, cart, locale } = visit;
  const form = placeForm.safeParse(request.body);
  const browser = browserOf(request, response);
  const placed = placeOrder(context.store, {
    shop,
    customer,
    lines: cart.lines,
    codes: cart.codes,
    locale,
    email: (form.success && form.data.email) || null,
    paid: !form.success || form.data.payment === "now",
    presentment: presentmentOf(form.data?.currency),
    payWith: { credit: form.data?.credit === "1", giftCard: form.data?.giftCard || null },
    buyer: { browser, card: { bin: "424242", last: browser.ip.replace(/\D/g, "").slice(-4) } },
  });
  if (placed.ok) {
    dropCart(context.store, response, cart);
    return response.redirect(303, checkoutPath(visit, `/thank-you/${placed.order.token}`));
  }
  if (placed.reason === "gift_card_refused") {
    const tried = encodeURIComponent(form.data?.giftCard ?? "");
    return response.redirect(303, `${checkoutPath(visit)}&tried=${tried}`);
  }
  if (placed.reason === "empty") return response.redirect(303, checkoutPath(visit));
  return withoutBadCode({ context, visit, request, response }, placed);
};

/** As Shopify's checkout: a code that went bad meanwhile leaves the order, and the shopper decides again. */
function withoutBadCode(
  { context, visit, response }: ActInput,
  bad: { readonly code: string; readonly refusal: DiscountRefusal },
) {
  const codes = visit.cart.codes.filter((code) => code !== bad.code);
  keepCart(context.store, response, { ...visit.cart, codes });
  return response.redirect(303, `${checkoutPath(visit)}&tried=${encodeURIComponent(bad.code)}`);
}

export const giveToken: Act = async ({ context, visit, response }) => {
  const subject = visit.customer ? gid("Customer", visit.customer.id) : null;
  response.json({ token: await context.sessionTokenFor({ shop: visit.shop.domain, subject }) });
};
