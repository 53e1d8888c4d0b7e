/** The answers to what PHP asks in the middle of a page, from the shop's records. Every question is read as it comes: a plugin may ask strange things. */
import * as z from "zod";
import { withMeta } from "../state/change-order";
import type { WooOrder, WooUser } from "../state/records";
import type { Asked } from "../wordpress/php-pool";
import {
  addLine,
  applyCoupon,
  cartFacts,
  emptyCart,
  keepSession,
  order,
  type Place,
  removeCoupon,
  setQuantity,
  setSession,
} from "./cart-answers";
import { asStored, optionsOf, productFacts, userFacts, variationFacts } from "./facts";
import { peopleFacts } from "./people";
import type { RemoteAnswer, RemoteCall } from "./remote";

export interface Desk extends Place {
  /** What the page is, who visits it: laid down before PHP begins. */
  readonly request: Readonly<Record<string, unknown>>;
  /** Calls the world for PHP. */
  call(call: RemoteCall): Promise<RemoteAnswer>;
  /** A warning of PHP, or a fatal error. */
  complain(message: string): void;
}

const text = z.coerce.string();
const id = z.coerce.number().int();

type Answer = (desk: Desk, details: Readonly<Record<string, unknown>>) => unknown;

const remoteCall = z.object({
  url: z.string(),
  method: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string().nullable(),
  timeoutMs: z.number(),
  redirection: z.number(),
  blocking: z.boolean(),
  limit: z.number().nullable(),
});

const orderForm = z.object({
  via: z.enum(["checkout", "store-api"]),
  email: z.string(),
  payment: z.string(),
});

const answers: Readonly<Record<string, Answer>> = {
  request: ({ request }) => request,
  complain: (desk, { message }) => desk.complain(text.parse(message)),
  remote: (desk, details) => desk.call(remoteCall.parse(details)),

  options: ({ visit }) => optionsOf(visit.shop),
  "set-option": ({ visit }, { name, value }) => visit.shop.setOption(text.parse(name), value),
  "delete-option": ({ visit }, { name }) => visit.shop.deleteOption(text.parse(name)),

  user: (desk, { user }) => personOf(desk, desk.visit.shop.user(id.parse(user))),
  "find-user": (desk, { by, value }) => personOf(desk, findUser(desk, text.parse(by), value)),
  people: ({ visit }) => peopleFacts(visit),
  "user-meta": ({ visit }, { user }) =>
    Object.fromEntries(
      (visit.shop.user(id.parse(user))?.meta ?? []).map(({ key, value }) => [key, asStored(value)]),
    ),
  "set-user-meta": (desk, { user, key, value }) =>
    setMeta(desk, desk.visit.shop.user(id.parse(user)), text.parse(key), value),
  "delete-user-meta": (desk, { key }) => {
    for (const user of desk.visit.shop.users.rows()) setMeta(desk, user, text.parse(key), null);
  },

  product: (desk, details) => productOf(desk, details.id),
  products: ({ visit }) => visit.shop.products.map((product) => productFacts(product, visit.language)),
  order: ({ visit }, details) => visit.shop.order(id.parse(details.id)),
  orders: ({ visit }, { customer }) => ordersOf(visit.shop.ordersNewestFirst(), id.parse(customer)),
  coupon: ({ visit }, { code }) => visit.shop.couponByCode(text.parse(code)),

  cart: (desk) => cartFacts(desk),
  "apply-coupon": (desk, { code }) => applyCoupon(desk, text.parse(code)),
  "remove-coupon": (desk, { code }) => removeCoupon(desk, text.parse(code)),
  "add-line": (desk, { product, variation, quantity }) =>
    addLine(desk, {
      productId: id.parse(product),
      variationId: id.parse(variation),
      quantity: id.parse(quantity),
    }),
  "set-quantity": (desk, { key, quantity }) => setQuantity(desk, text.parse(key), id.parse(quantity)),
  "empty-cart": (desk) => emptyCart(desk),
  "keep-session": (desk) => keepSession(desk),
  "set-session": (desk, { key, value }) => setSession(desk, text.parse(key), value),
  "place-order": (desk, details) => order(desk, orderForm.parse(details)),
};

export function answersFrom(desk: Desk): Asked {
  return (question, details) => {
    const answer = answers[question];
    if (answer === undefined) throw new Error("there is no answer to this");
    return answer(desk, details) ?? null;
  };
}

const personOf = ({ visit }: Desk, user: WooUser | null) =>
  user === null ? null : userFacts(user, user.id === visit.user?.id ? visit.chosenLanguage : null);

function findUser({ visit: { shop } }: Desk, by: string, value: unknown): WooUser | null {
  if (by === "id") return shop.user(id.catch(0).parse(value));
  return by === "email" ? shop.userByEmail(text.parse(value)) : shop.userByLogin(text.parse(value));
}

function setMeta({ visit: { shop } }: Desk, user: WooUser | null, key: string, value: unknown): void {
  if (user === null) return;
  const rest = user.meta.filter((one) => one.key !== key);
  const gone = value === null || value === undefined;
  if (gone && rest.length === user.meta.length) return;
  shop.users.put({ ...user, meta: gone ? rest : withMeta(shop, user.meta, [{ key, value }]) });
}

function productOf({ visit: { shop, language } }: Desk, wish: unknown) {
  const key = typeof wish === "number" ? wish : text.parse(wish);
  const product = shop.product(key);
  if (product !== null) return productFacts(product, language);
  const found = typeof key === "number" ? shop.variation(key) : null;
  return found === null ? null : variationFacts(found.product, found.variation, language);
}

const ordersOf = (orders: readonly WooOrder[], customerId: number) =>
  orders.filter((one) => one.customerId === customerId && one.status !== "trash").slice(0, 20);
