/**
 * A server with the checkout window alone, and a receiver in the place of our API: one member whose balance it keeps, codes that
 * really stand in the emulated shop. It checks what the contract asks: a bearer token, and one redemption per key.
 */
import type { Server } from "node:http";
import express, { type Request, type Response, Router } from "express";
import type {
  HeldRedemption,
  RedemptionAnswer,
  RewardOffer,
  ShopperStanding,
} from "../../../contract/redemption-api";
import { redemptionRequest } from "../../../contract/redemption-api";
import { DEMO_SHOP } from "../../cast/shops";
import type { SandboxContext } from "../../context";
import { projectPath, sandboxFile } from "../../paths";
import { createStore } from "../../state/create-store";
import type { SandboxStore } from "../../state/store";
import { mountCheckout } from "../mount";

export interface Till {
  readonly origin: string;
  readonly store: SandboxStore;
  balance(): number;
  reset(balance: number): void;
  close(): Promise<void>;
}

export async function openTill(): Promise<Till> {
  const store = createStore();
  const member = new Member(store);
  const app = express();
  const server = await listen(app);
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const origin = `http://localhost:${port}`;
  const router = Router();
  router.use(express.urlencoded({ extended: false }), express.json());
  router.use("/assets/vazirmatn", express.static(projectPath("node_modules", "vazirmatn")));
  router.use("/assets", express.static(sandboxFile("assets")));
  mountCheckout(router, contextOf(store, origin, port));
  app.use("/sandbox", router);
  app.get("/favicon.ico", (_request, response) => {
    response.status(204).end();
  });
  app.use("/api/checkout", receiver(member));
  return {
    origin,
    store,
    balance: () => member.balance,
    reset: (balance) => member.reset(balance),
    close: () => new Promise((resolve) => server.close(() => resolve()).closeAllConnections()),
  };
}

function listen(app: express.Express): Promise<Server> {
  return new Promise((resolve) => {
    const server = app.listen(0, () => resolve(server));
  });
}

function contextOf(store: SandboxStore, origin: string, port: number): SandboxContext {
  const quiet = () => undefined;
  return {
    store,
    keys: { apiKey: "key", apiSecret: "secret" },
    origin,
    appOrigin: origin,
    port,
    log: { info: quiet, warn: quiet, error: quiet },
    sessionTokenFor: async ({ subject }) => `token-of:${subject ?? "guest"}`,
  };
}

/** Answers across origins, as our API does: the frame's origin is opaque. */
function receiver(member: Member): Router {
  const api = Router();
  api.use(express.json(), (request, response, next) => {
    response.set({
      "Access-Control-Allow-Origin": "*",
      "Access-Control-Allow-Headers": "Authorization, Content-Type",
    });
    if (request.method === "OPTIONS") response.status(204).end();
    else if (!/^Bearer token-of:/.test(request.get("authorization") ?? "")) response.status(401).end();
    else next();
  });
  const guest = (request: Request) => request.get("authorization") === "Bearer token-of:guest";
  api.get("/standing", (request, response) => {
    response.json(member.standing(String(request.query.locale), guest(request)));
  });
  api.post("/redemptions", (request, response) => {
    send(response, member.reserve(redemptionRequest.parse(request.body)));
  });
  api.get("/redemptions/:id", (request, response) => send(response, member.find(request.params.id)));
  api.post("/redemptions/:id/release", (request, response) =>
    send(response, member.release(request.params.id)),
  );
  api.get("/orders/:id/points", (request, response) => {
    response.json({
      status: "awarded",
      points: 45,
      text: EARNED[String(request.query.locale)],
      balance: member.balance + 45,
    });
  });
  return api;
}

const EARNED: Readonly<Record<string, string>> = {
  en: "This order earned 45 points.",
  fa: "این سفارش ۴۵ امتیاز گرفت.",
  ar: "كسب هذا الطلب ٤٥ نقطة.",
};

function send(response: Response, answer: RedemptionAnswer): void {
  response.status(answer.status === "declined" ? 409 : 200).json(answer);
}

const NAMES: Readonly<Record<string, readonly [string, string, string, string]>> = {
  en: ["points", "£5 off your order", "Choose your discount", "£20 off your order"],
  fa: ["امتیاز", "۵ پوند تخفیف", "تخفیف دلخواه", "۲۰ پوند تخفیف"],
  ar: ["نقطة", "خصم ٥ جنيهات", "اختر خصمك", "خصم ٢٠ جنيهًا"],
};

class Member {
  balance = 0;
  #held = new Map<string, HeldRedemption>();
  #keys = new Map<string, string>();

  constructor(private readonly store: SandboxStore) {}

  reset(balance: number): void {
    this.balance = balance;
    this.#held.clear();
    this.#keys.clear();
    for (const cart of this.store.cartTable.rows()) this.store.cartTable.remove(cart.token);
  }

  standing(locale: string, guest: boolean): ShopperStanding {
    const [pointsName, five, any, twenty] = NAMES[locale] ?? NAMES.en ?? ["", "", "", ""];
    const gold = { id: "gold", name: { en: "Gold", fa: "طلایی", ar: "الذهبية" }, multiplierBp: 15_000 };
    return {
      locale,
      direction: locale === "en" ? "ltr" : "rtl",
      pointsName,
      member: guest
        ? null
        : {
            balance: this.balance,
            balanceText: String(this.balance),
            pending: 40,
            tier: { id: "silver", name: { en: "Silver", fa: "نقره‌ای", ar: "الفضية" }, multiplierBp: 12_500 },
            progress: { next: gold, metric: "spend", have: 31_000, need: 50_000, percent: 62 },
          },
      rewards: [
        this.#offer({ id: "five", name: five, points: 500, locale }),
        {
          ...this.#offer({ id: "any", name: any, points: 200, locale }),
          price: { mode: "slider", stepPoints: 100, stepValueMinor: 100, minPoints: 200, maxPoints: 0 },
          valueText: off(100, locale),
          spendablePoints: this.balance - (this.balance % 100),
        },
        this.#offer({ id: "twenty", name: twenty, points: 2_000, locale }),
      ],
      held: guest ? [] : [...this.#held.values()],
    };
  }

  #offer(wish: { id: string; name: string; points: number; locale: string }): RewardOffer {
    const { id, name, points, locale } = wish;
    return {
      id,
      kind: "amount-off",
      name,
      price: { mode: "fixed", points, valueMinor: points },
      currency: "GBP",
      percentBp: null,
      productTitle: null,
      closedBecause: null,
      notes: [],
      valueText: off(points, locale),
      minimumSubtotalMinor: id === "five" ? 1_000 : 0,
      affordable: this.balance >= points,
      spendablePoints: this.balance >= points ? points : 0,
      missingPoints: Math.max(points - this.balance, 0),
      combinesWith: { orderDiscounts: true, productDiscounts: true, shippingDiscounts: true },
    };
  }

  reserve(wish: { rewardId: string; points?: number | undefined; key: string }): RedemptionAnswer {
    const known = this.#keys.get(wish.key);
    if (known) return this.find(known);
    const points = wish.points ?? (wish.rewardId === "five" ? 500 : 2_000);
    if (points > this.balance) return declined();
    this.balance -= points;
    const number = this.store.nextId("test-code", 1);
    const redemption: HeldRedemption = {
      redemptionId: `redemption-${number}`,
      rewardName: wish.rewardId,
      kind: "amount-off",
      note: null,
      state: "issued",
      points,
      valueMinor: points,
      valueText: off(points, "en"),
      currency: "GBP",
      code: `VAFA-TEST-${number}`,
      deadline: this.store.now() + 3_600_000,
    };
    this.#keys.set(wish.key, redemption.redemptionId);
    this.#held.set(redemption.redemptionId, redemption);
    this.#putCode(number, redemption);
    return { status: "issued", redemption, balance: this.balance };
  }

  find(id: string): RedemptionAnswer {
    const redemption = this.#held.get(id);
    return redemption ? { status: "issued", redemption, balance: this.balance } : declined();
  }

  release(id: string): RedemptionAnswer {
    const redemption = this.#held.get(id);
    if (!redemption) return declined();
    this.#held.delete(id);
    this.balance += redemption.points;
    const discount = this.store.discountByCode(DEMO_SHOP, redemption.code ?? "");
    if (discount) this.store.removeDiscount(discount);
    return { status: "released", redemption, balance: this.balance, settled: true };
  }

  #putCode(id: number, { code, valueMinor }: HeldRedemption): void {
    const at = this.store.now();
    this.store.putDiscount({
      id,
      shop: DEMO_SHOP,
      title: "Reward",
      code: code ?? "",
      codeId: id,
      discountClass: "ORDER",
      value: { type: "amount", amountMinor: valueMinor, appliesOnEachItem: false },
      productIds: null,
      customerIds: null,
      startsAt: at - 1_000,
      endsAt: null,
      usageLimit: 1,
      appliesOncePerCustomer: true,
      minimumSubtotalMinor: null,
      minimumQuantity: null,
      combinesWith: { orderDiscounts: true, productDiscounts: true, shippingDiscounts: true },
      tags: [],
      uses: [],
      byApp: true,
      createdAt: at,
      updatedAt: at,
    });
  }
}

function declined(): RedemptionAnswer {
  return { status: "declined", reason: "not-enough-points", message: "You do not have enough points." };
}

function off(minor: number, locale: string): string {
  const language = locale === "en" ? "en-GB" : locale;
  const value = new Intl.NumberFormat(language, { style: "currency", currency: "GBP" }).format(minor / 100);
  if (locale === "fa") return `${value} تخفیف`;
  return locale === "ar" ? `خصم ${value}` : `${value} off`;
}
