/** The order desk's addresses: a list, a page per order, forms that post and lead back. */
import type { Request, RequestHandler, Response, Router } from "express";
import { deliveriesBody } from "../api/read-body";
import type { SandboxParts } from "../parts";
import { orderActs } from "./acts";
import { type Desk, deskOf } from "./desk";
import { listPage } from "./list-page";
import { placeAtDesk } from "./new-order";
import { orderPage } from "./order-page";

type DeskAct = (desk: Desk, request: Request, response: Response) => Promise<void> | void;

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

export function mountOrderDesk(router: Router, parts: SandboxParts): void {
  const at =
    (act: DeskAct): RequestHandler =>
    (request, response, next) => {
      const desk = deskOf(parts, request, response);
      if (desk === null) response.status(404).type("text/plain").send("Not found");
      else Promise.resolve(act(desk, request, response)).catch(next);
    };
  router.get("/orders/:shop", at(showList));
  router.post("/orders/:shop/queue", at(turnKnob));
  router.post("/orders/:shop/new", at(placeNew));
  router.get("/orders/:shop/:id", at(showOrder));
  router.post("/orders/:shop/:id/:act", at(doAct));
}

const showList: DeskAct = (desk, request, response) => {
  const page = Math.max(1, Number(request.query.page ?? 1) || 1);
  response.type("html").send(listPage(desk, { search: textOf(request.query.search), page }));
};

function orderOf(desk: Desk, request: Request) {
  return desk.parts.context.store.order(desk.shop.domain, Number(request.params.id));
}

function missing(desk: Desk, response: Response): void {
  response.status(404).type("text/plain").send(desk.words.notFound);
}

const showOrder: DeskAct = (desk, request, response) => {
  const order = orderOf(desk, request);
  if (order === null) return missing(desk, response);
  const said = { done: textOf(request.query.done) || null, refused: textOf(request.query.refused) || null };
  response.type("html").send(orderPage(desk, order, said));
};

/** After the change its messages get a moment, so that the page that follows shows them delivered. */
const doAct: DeskAct = async (desk, request, response) => {
  const order = orderOf(desk, request);
  const act = orderActs[String(request.params.act)];
  if (order === null || act === undefined) return missing(desk, response);
  const result = await act({ parts: desk.parts, shop: desk.shop, order, body: request.body });
  if (result.ok) await desk.parts.deliveries.quiet(1_500);
  const said = new URLSearchParams(result.ok ? { done: result.said } : { refused: result.reason });
  response.redirect(303, `${desk.root}/${order.id}?${said}`);
};

const placeNew: DeskAct = async (desk, request, response) => {
  const placed = placeAtDesk(desk, request);
  if (typeof placed === "string") return void response.status(422).type("text/plain").send(placed);
  await desk.parts.deliveries.quiet(1_500);
  response.redirect(303, `${desk.root}/${placed.id}`);
};

const turnKnob: DeskAct = (desk, request, response) => {
  const wish = deliveriesBody.safeParse(request.body);
  const { deliveries } = desk.parts;
  if (wish.success) deliveries.turn(wish.data.action, wish.data.count);
  response.redirect(303, desk.root);
};
