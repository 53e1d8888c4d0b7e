/** The ground on which hostile tests stand: the running app, one member with points, and the state of one of their orders as Shopify tells it. */
import { afterEach, beforeEach, expect } from "vitest";
import { z } from "zod";
import { DEMO_SHOP } from "../cast/shops";
import { type Books, openBooks } from "./books";
import { type Keys, sendWebhook, type WebhookWish } from "./forged";
import { type SandboxScript, sandboxScript } from "./sandbox-script";

const orderState = z.looseObject({ id: z.number(), line_items: z.array(z.looseObject({})) });
export type OrderState = z.infer<typeof orderState>;

export interface HostileGround {
  readonly sandbox: SandboxScript;
  readonly books: Books;
  readonly keys: Keys;
  readonly url: string;
  readonly customer: number;
  readonly state: OrderState;
  /** A paid order that nobody has heard of yet, worth 640 points, with something changed about it. */
  anOrder(change?: (order: OrderState) => object): string;
  deliver(wish: Partial<WebhookWish> & Pick<WebhookWish, "body">): Promise<number>;
}

let nextOrder = 9_900_000_000_001;

function freshOrder(state: OrderState, change: (order: OrderState) => object): string {
  const id = nextOrder;
  nextOrder += 1;
  const fresh = { ...state, id, admin_graphql_api_id: `gid://shopify/Order/${id}`, name: `#H${id % 1_000}` };
  return JSON.stringify({ ...fresh, ...change(fresh) });
}

export const eachLine = (change: object) => (order: OrderState) => ({
  line_items: order.line_items.map((line) => ({ ...line, ...change })),
});

export async function hostileGround(): Promise<HostileGround> {
  const sandbox = await sandboxScript();
  const books = await openBooks();
  const keys = (await sandbox.state()).app;
  const { url } = sandbox.app;
  const customer = await sandbox.customer(DEMO_SHOP, "Hostile");
  const { id } = await sandbox.place(DEMO_SHOP, { customerId: customer, of: [["wool-blanket", 2]] });
  const answer: unknown = await (await fetch(`${url}/sandbox/api/${DEMO_SHOP}/orders/${id}`)).json();
  const state = z.object({ order: orderState }).parse(answer).order;
  await sandbox.workedOff();
  return {
    sandbox,
    books,
    keys,
    url,
    customer,
    state,
    anOrder: (change = () => ({})) => freshOrder(state, change),
    deliver: (wish) => sendWebhook(url, keys, { shop: DEMO_SHOP, topic: "orders/paid", ...wish }),
  };
}

/** Whatever a test sends, at its end every row is as it was, and the app has not called it an error. */
export function leavesNoRow(ground: () => HostileGround): void {
  let before: Awaited<ReturnType<Books["rows"]>>;
  let complaints: number;
  beforeEach(async () => {
    before = await ground().books.rows();
    complaints = (await ground().sandbox.app.errors()).length;
  });
  afterEach(async () => {
    await ground().sandbox.workedOff();
    expect(await ground().books.rows()).toEqual(before);
    expect(await ground().sandbox.app.errors()).toHaveLength(complaints);
  });
}
