/** JSON addresses for scripts: everything the windows can do, and what only tests want. `/sandbox/state.json` lists them. */
import type { RequestHandler, Router } from "express";
import * as z from "zod";
import { faultWish } from "../admin-api/faults";
import { orderActs } from "../order-desk/acts";
import type { SandboxParts } from "../parts";
import { type ApiCase, restOrder, waitIfAsked } from "./api-case";
import { customerActs } from "./customer-acts";
import { placeFor } from "./place-for";
import { deliveriesBody, throttleBody } from "./read-body";
import { shopActs } from "./shop-acts";

type ApiAct = (given: ApiCase) => Promise<void> | void;

export function mountApi(router: Router, parts: SandboxParts): void {
  const at =
    (act: ApiAct): RequestHandler =>
    (request, response, next) => {
      const shop = parts.context.store.findShop(String(request.params.shop));
      if (shop === null) response.status(404).json({ error: "no such shop" });
      else Promise.resolve(act({ parts, shop, request, response })).catch(next);
    };
  router.get("/api/:shop/orders", at(listOrders));
  router.post("/api/:shop/orders", at(placeFor));
  router.get("/api/:shop/orders/:id", at(showOrder));
  router.post("/api/:shop/orders/:id/:act", at(changeOrder));
  for (const [path, act] of Object.entries(customerActs)) router.post(`/api/:shop/customers${path}`, at(act));
  for (const [path, act] of Object.entries(shopActs)) router.post(`/api/:shop/${path}`, at(act));
  mountKnobs(router, parts);
}

/** The addresses that belong to no shop: faults, deliveries, throttle. */
function mountKnobs(router: Router, { faults, deliveries, throttle }: SandboxParts): void {
  router.get("/faults", (_request, response) => void response.json({ faults: faults.list() }));
  router.delete("/faults", (_request, response) => {
    faults.clear();
    response.json({ faults: [] });
  });
  router.post("/faults", (request, response) => {
    const wish = faultWish.safeParse(request.body);
    if (!wish.success) return void response.status(400).json({ error: z.prettifyError(wish.error) });
    faults.add(wish.data);
    response.status(201).json({ faults: faults.list() });
  });
  router.post("/api/deliveries", (request, response) => {
    const wish = deliveriesBody.safeParse(request.body);
    if (!wish.success) return void response.status(400).json({ error: z.prettifyError(wish.error) });
    deliveries.turn(wish.data.action, wish.data.count);
    response.json({ paused: deliveries.paused, counts: deliveries.log.counts() });
  });
  router.post("/api/throttle", (request, response) => {
    const wish = throttleBody.safeParse(request.body);
    if (!wish.success) return void response.status(400).json({ error: z.prettifyError(wish.error) });
    throttle.limits = wish.data;
    response.json(wish.data);
  });
}

function orderOf({ parts, shop, request }: ApiCase) {
  return parts.context.store.order(shop.domain, Number(request.params.id));
}

const listOrders: ApiAct = ({ parts, shop, request, response }) => {
  const first = Math.min(250, Number(request.query.first ?? 50) || 50);
  const customerId = Number(request.query.customerId);
  const orders = parts.context.store
    .orders(shop.domain)
    .filter((order) => !customerId || order.customerId === customerId)
    .slice(0, first);
  response.json({ orders: orders.map(({ id }) => restOrder(parts, shop, id)) });
};

const showOrder: ApiAct = (given) => {
  const order = orderOf(given);
  if (order === null) return void given.response.status(404).json({ error: "no such order" });
  given.response.json({ order: restOrder(given.parts, given.shop, order.id) });
};

const changeOrder: ApiAct = async (given) => {
  const { parts, shop, request, response } = given;
  const order = orderOf(given);
  const act = orderActs[String(request.params.act)];
  if (order === null || act === undefined)
    return void response.status(404).json({ error: "no such order or act" });
  const result = await act({ parts, shop, order, body: request.body });
  if (!result.ok) return void response.status(422).json({ error: result.reason });
  await waitIfAsked(parts, request);
  response.json({ order: restOrder(parts, shop, order.id) });
};
