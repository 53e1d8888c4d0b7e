/**
 * For the storefront's browser tests: what the app answers behind the proxy, at the HTTP line, in the contract's shapes. Codes are
 * put into the emulated shop, so that what happens to them in the cart is real. The whole walk with the real app is the story test.
 */
import express, { type Request, type Response, type Router } from "express";
import {
  type HeldRedemption,
  heldRedemption,
  redemptionAnswer,
  shopperStanding,
} from "../../contract/redemption-api";
import { shopperOf } from "../shopper";
import type { SandboxStore } from "../state/store";
import { putCode } from "./testing";

export type Mood = "issues" | "issues-late" | "declines" | "fails" | "issues-for-another-cart";

export interface StandInApp {
  mood: Mood;
  /** What it was asked, in order. */
  readonly asked: { readonly path: string; readonly body: Readonly<Record<string, string>> }[];
  readonly held: HeldRedemption[];
  mount(router: Router): void;
}

export function standInApp(store: SandboxStore): StandInApp {
  const app: StandInApp = {
    mood: "issues",
    asked: [],
    held: [],
    mount(router) {
      const doors = express.Router({ mergeParams: true });
      doors.use(express.urlencoded({ extended: false }));
      doors.use((request, _response, next) => {
        app.asked.push({ path: request.path, body: { ...request.body } });
        next();
      });
      doors.get("/standing", (_request, response) => void response.json(standingWith(app.held)));
      doors.post("/redemptions", (request, response) => redeem(app, store, { request, response }));
      doors.get(
        "/redemptions/:id",
        (request, response) => void answerIssued(app, request.params.id, response),
      );
      doors.post("/redemptions/:id/release", (request, response) =>
        release(app, request.params.id, response),
      );
      router.use(["/stores/:shop/:locale(en|fa|ar)/apps/vafa", "/stores/:shop/apps/vafa"], doors);
    },
  };
  return app;
}

function standingWith(held: HeldRedemption[]) {
  const member = { balance: 740, balanceText: "740", pending: 0, tier: null, progress: null };
  return shopperStanding.parse({
    locale: "en",
    direction: "ltr",
    pointsName: "points",
    member,
    rewards: [],
    held,
  });
}

interface Exchange {
  readonly request: Request;
  readonly response: Response;
}

function redeem(app: StandInApp, store: SandboxStore, { request, response }: Exchange): void {
  const body = request.body as Record<string, string>;
  const script = request.accepts(["html", "json"]) === "json";
  if (app.mood === "fails") return void response.status(502).type("html").send("<h1>502</h1>");
  if (app.mood === "declines") {
    const message = "You do not have enough points for this reward.";
    if (script)
      return void response
        .status(409)
        .json(redemptionAnswer.parse({ status: "declined", reason: "not-enough-points", message }));
    return void response.redirect(
      303,
      `${body.return_to}?vafa_declined=not-enough-points#vafa-declined-not-enough-points`,
    );
  }
  const held = issue(app, store, request);
  if (!script)
    return void response.redirect(303, `${body.root}discount/${held.code}?redirect=${body.return_to}`);
  if (app.mood === "issues-late") {
    return void response.status(202).json(
      redemptionAnswer.parse({
        status: "issuing",
        redemption: { ...held, state: "reserved", code: null },
        balance: 140,
        retryAfterMs: 50,
      }),
    );
  }
  answerIssued(app, held.redemptionId, response);
}

function answerIssued(app: StandInApp, id: string, response: Response): void {
  const redemption = app.held.find((each) => each.redemptionId === id);
  response
    .status(redemption ? 200 : 404)
    .json(redemptionAnswer.parse({ status: "issued", redemption, balance: 140 }));
}

function release(app: StandInApp, id: string, response: Response): void {
  const index = app.held.findIndex((each) => each.redemptionId === id);
  const [redemption] = app.held.splice(index, 1);
  const released = {
    status: "released",
    redemption: redemption && { ...redemption, state: "released" },
    balance: 640,
    settled: true,
  };
  response.json(redemptionAnswer.parse(released));
}

function issue(app: StandInApp, store: SandboxStore, request: Request): HeldRedemption {
  const shop = store.findShop(request.params.shop ?? "");
  const customer = shop && shopperOf(store, request, shop);
  if (!shop || !customer) throw new Error("the stand-in serves members only");
  const id = store.nextId("redemption", 1);
  const points = Number(request.body.points ?? 500);
  const code = `VAFA-${id}`;
  putCode(store, code, {
    shop: shop.domain,
    value: { type: "amount", amountMinor: points, appliesOnEachItem: false },
    customerIds: [customer.id],
    minimumSubtotalMinor: app.mood === "issues-for-another-cart" ? 10_000_000 : null,
  });
  const held = heldRedemption.parse({
    redemptionId: `r${id}`,
    rewardName: "A little thank you",
    kind: "amount-off",
    state: "issued",
    points,
    valueMinor: points,
    valueText: `£${(points / 100).toFixed(2)} off`,
    currency: "GBP",
    code,
    note: null,
    deadline: Date.UTC(2026, 10, 23, 12),
  });
  app.held.push(held);
  return held;
}
