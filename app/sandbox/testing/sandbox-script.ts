/** What a script does with a running sandbox, over HTTP: place and change orders, make customers, set faults, look at `state.json`. */
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { type SharedApp, sharedApp } from "../../testing/shared-app";

const program = z.object({
  earning: z.object({ points: z.number(), perMinor: z.number() }),
  tiers: z.array(z.object({ id: z.string(), multiplierBp: z.number() })),
  rewards: z.array(z.object({ id: z.string(), price: z.looseObject({ mode: z.string() }) })),
});

const asJson = <T extends z.ZodType>(schema: T) =>
  z.string().transform((text) => schema.parse(JSON.parse(text)));

const person = z.object({
  key: z.string().nullable(),
  id: z.number(),
  name: z.string(),
  balance: z.number().nullable(),
  standing: asJson(
    z.object({ tier: z.object({ id: z.string(), multiplierBp: z.number() }).nullable() }),
  ).nullable(),
});

const shop = z.object({
  domain: z.string(),
  cast: z.array(person),
  staff: z.array(z.object({ id: z.number(), firstName: z.string(), lastName: z.string() })),
  /** As the app has last pushed it; null where it is not installed. */
  program: asJson(program).nullable(),
  products: z.array(
    z.object({ handle: z.string(), variants: z.array(z.object({ id: z.number(), priceMinor: z.number() })) }),
  ),
});

const state = z.object({
  origin: z.string(),
  historyDone: z.boolean(),
  app: z.object({
    apiKey: z.string(),
    apiSecret: z.string(),
    webhooks: z.object({ subscriptions: z.array(z.object({ topic: z.string(), uri: z.string() })) }),
  }),
  shops: z.array(shop),
  calls: z.object({
    total: z.number(),
    latest: z.array(
      z.object({
        at: z.string(),
        shop: z.string(),
        operation: z.string(),
        fault: z.string().nullable(),
        variables: z.record(z.string(), z.unknown()),
      }),
    ),
  }),
});
export type SandboxState = z.infer<typeof state>;
export type ShopState = z.infer<typeof shop>;

const order = z.object({
  id: z.number(),
  name: z.string(),
  line_items: z.array(z.object({ id: z.number(), quantity: z.number() })),
  discount_codes: z.array(z.object({ code: z.string() })),
});
export type PlacedOrder = z.infer<typeof order>;

export interface OrderWish {
  readonly customerId: number | null;
  /** Handle of a product and how many of it. */
  readonly of: readonly (readonly [handle: string, quantity: number])[];
  readonly codes?: readonly string[];
}

export type Fault = Readonly<Record<string, string | number>>;

export interface SandboxScript {
  readonly app: SharedApp;
  /** The address at which browsers open the windows. */
  readonly origin: string;
  state(): Promise<SandboxState>;
  shop(domain: string): Promise<ShopState>;
  customer(domain: string, firstName: string): Promise<number>;
  /** Places an order; the answer comes when its webhooks have arrived at the app. */
  place(domain: string, wish: OrderWish): Promise<PlacedOrder>;
  /** Tries to, where a refusal is expected. */
  tryToPlace(domain: string, wish: OrderWish): Promise<{ status: number; reason: unknown }>;
  change(domain: string, orderId: number, act: string, body?: object): Promise<void>;
  /** Posts to a JSON address of the sandbox. */
  post(path: string, body?: object): Promise<unknown>;
  fault(wish: Fault): Promise<void>;
  noFaults(): Promise<void>;
  /** Waits until the app says that it has worked off everything it was sent. */
  workedOff(): Promise<void>;
}

export async function sandboxScript(): Promise<SandboxScript> {
  const app = await sharedApp();
  const origin = `http://localhost:${app.port}`;
  const base = `${app.url}/sandbox`;

  const read = async (): Promise<SandboxState> =>
    state.parse(await (await fetch(`${base}/state.json`)).json());
  const shopOf = async (domain: string): Promise<ShopState> => {
    const found = (await read()).shops.find((one) => one.domain === domain);
    if (!found) throw new Error(`no shop ${domain}`);
    return found;
  };
  const send = (path: string, body: object = {}): Promise<Response> =>
    fetch(`${base}${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
  const post = async (path: string, body?: object): Promise<unknown> => {
    const response = await send(path, body);
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${JSON.stringify(answer)}`);
    return answer;
  };
  const orderBody = async (domain: string, { customerId, of, codes = [] }: OrderWish) => {
    const { products } = await shopOf(domain);
    const lines = of.map(([handle, quantity]) => {
      const variant = products.find((product) => product.handle === handle)?.variants[0];
      if (!variant) throw new Error(`${domain} does not sell ${handle}`);
      return { variantId: variant.id, quantity };
    });
    return { customerId, lines, codes };
  };

  return {
    app,
    origin,
    state: read,
    shop: shopOf,
    post,
    async customer(domain, firstName) {
      const answer = await post(`/api/${domain}/customers?wait=1`, { firstName, lastName: "Test" });
      return z.object({ customer: z.object({ id: z.number() }) }).parse(answer).customer.id;
    },
    async place(domain, wish) {
      const answer = await post(`/api/${domain}/orders?wait=1`, await orderBody(domain, wish));
      return z.object({ order }).parse(answer).order;
    },
    async tryToPlace(domain, wish) {
      const response = await send(`/api/${domain}/orders?wait=1`, await orderBody(domain, wish));
      return { status: response.status, reason: await response.json() };
    },
    async change(domain, orderId, act, body) {
      await post(`/api/${domain}/orders/${orderId}/${act}?wait=1`, body);
    },
    async fault(wish) {
      await post("/faults", wish);
    },
    async noFaults() {
      await fetch(`${base}/faults`, { method: "DELETE" });
    },
    workedOff: () => workedOff(app.url),
  };
}

const backlog = z.object({ inboxWaiting: z.number(), outboxWaiting: z.number() });

async function workedOff(url: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const left = backlog.parse(await (await fetch(`${url}/health/ready`)).json());
    if (left.inboxWaiting + left.outboxWaiting === 0) return;
    if (Date.now() > deadline) throw new Error(`the app does not get done: ${JSON.stringify(left)}`);
    await pause(50);
  }
}
