/** The order desk's addresses for WordPress shops: `/orders/{name}/…`, as pages with forms, and as JSON for who asks for it. Other shops' desks stand at the same place. */
import type { Request, Response, Router } from "express";
import * as z from "zod";
import { orderShape } from "../rest/shapes/order";
import { placeOrder } from "../state/place-order";
import type { WooOrder } from "../state/records";
import { refused } from "../state/refusal";
import type { WooSite } from "../wordpress-site";
import { type ActResult, knobs, turn, wooOrderActs } from "./acts";
import { deskOf, type WooDesk } from "./desk";
import { listPage } from "./list-page";
import { orderPage } from "./order-page";

export interface DeskSites {
  site(name: string): WooSite | null;
}

type DeskAct = (desk: WooDesk, request: Request, response: Response) => Promise<void> | void;

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const wantsJson = (request: Request): boolean => request.accepts(["html", "json"]) === "json";

export function mountWooDesk(router: Router, sites: DeskSites): void {
  const at = (act: DeskAct) => (request: Request, response: Response, next: (error?: unknown) => void) => {
    const site = sites.site(String(request.params.shop));
    if (site === null) return next();
    Promise.resolve(act(deskOf(site, request, response), request, response)).catch(next);
  };
  router.get("/orders/:shop", at(showList));
  router.post("/orders/:shop/queue", at(turnKnob));
  router.post("/orders/:shop/new", at(placeNew));
  router.get("/orders/:shop/:id", at(showOrder));
  router.post("/orders/:shop/:id/:act", at(doAct));
}

const showList: DeskAct = (desk, request, response) => {
  if (wantsJson(request)) {
    const orders = desk.shop.ordersNewestFirst().slice(0, 100);
    return void response.json({ orders: orders.map((order) => shapeOf(desk, order)) });
  }
  const page = Math.max(1, Number(request.query.page ?? 1) || 1);
  response.type("html").send(listPage(desk, { search: textOf(request.query.search), page }));
};

const shapeOf = ({ shop, site }: WooDesk, order: WooOrder) => orderShape(shop, order, site.home);

const orderOf = ({ shop }: WooDesk, request: Request) => shop.order(Number(request.params.id));

function missing({ words }: WooDesk, response: Response): void {
  response.status(404).type("text/plain").send(words.gone);
}

const showOrder: DeskAct = (desk, request, response) => {
  const order = orderOf(desk, request);
  if (order === null) return missing(desk, response);
  if (wantsJson(request)) return void response.json({ order: shapeOf(desk, order) });
  const said = { done: textOf(request.query.done) || null, refused: textOf(request.query.refused) || null };
  response.type("html").send(orderPage(desk, order, said));
};

/** `?wait=1`: its messages have gone out before the answer comes. */
async function answer(desk: WooDesk, { request, response }: Exchange, result: ActResult): Promise<void> {
  if (request.query.wait === "1") await desk.site.deliveries.drain();
  const act = String(request.params.act ?? "new");
  if (wantsJson(request)) {
    if (!result.ok)
      return void response
        .status(422)
        .json({ code: result.code, message: result.message, status: result.status });
    return void response.json({ order: result.order && shapeOf(desk, result.order) });
  }
  if (!result.ok) {
    const back = request.params.id ? `/${request.params.id}` : "";
    return response.redirect(303, `${desk.root}${back}?${new URLSearchParams({ refused: result.message })}`);
  }
  if (result.order === null) return response.redirect(303, desk.root);
  response.redirect(303, `${desk.root}/${result.order.id}?${new URLSearchParams({ done: act })}`);
}

interface Exchange {
  readonly request: Request;
  readonly response: Response;
}

const doAct: DeskAct = async (desk, request, response) => {
  const order = orderOf(desk, request);
  const name = String(request.params.act);
  const act = Object.hasOwn(wooOrderActs, name) ? wooOrderActs[name] : undefined;
  if (order === null || act === undefined) return missing(desk, response);
  const result = await act({ site: desk.site, order, body: request.body });
  await answer(desk, { request, response }, result);
};

const newOrder = z.object({
  customer: z.coerce.number().int().default(0),
  email: z.string().trim().default(""),
  article: z
    .string()
    .regex(/^\d+-\d+$/)
    .optional(),
  quantity: z.coerce.number().int().min(1).max(99).default(1),
  /** For scripts: several articles at once. */
  lines: z
    .array(
      z.object({ productId: z.int(), variationId: z.int().default(0), quantity: z.int().min(1).default(1) }),
    )
    .optional(),
  code: z.string().trim().default(""),
  payment: z.enum(["card", "bacs", "cod", "later", "draft"]).default("card"),
});

const placeNew: DeskAct = async (desk, request, response) => {
  const wish = newOrder.safeParse(request.body);
  if (!wish.success)
    return answer(desk, { request, response }, refused("rest_invalid_param", z.prettifyError(wish.error)));
  const { customer, email, article = "0-0", quantity, code, payment } = wish.data;
  const [productId = 0, variationId = 0] = article.split("-").map(Number);
  const lines = wish.data.lines ?? [{ productId, variationId, quantity }];
  if (lines.some((line) => desk.shop.product(line.productId) === null))
    return answer(
      desk,
      { request, response },
      refused("woocommerce_rest_invalid_product", "No such product."),
    );
  const placed = placeOrder(desk.shop, {
    lines,
    userId: customer,
    billing: email === "" ? {} : { email },
    codes: code === "" ? [] : [code],
    ...(payment === "draft" ? { status: "checkout-draft" as const } : { payment }),
  });
  await answer(desk, { request, response }, placed);
};

const turnKnob: DeskAct = (desk, request, response) => {
  const said = z
    .object({ knob: z.string(), count: z.coerce.number().int().optional() })
    .safeParse(request.body);
  const [name, times = "1"] = (said.data?.knob ?? "").split(":");
  const knob = knobs.find((one) => one === name);
  if (knob !== undefined) turn(desk.site, knob, said.data?.count ?? Number(times));
  if (wantsJson(request)) return void response.json({ switches: desk.site.deliveries.switches });
  response.redirect(303, desk.root);
};
