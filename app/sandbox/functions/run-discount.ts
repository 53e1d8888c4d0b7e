/**
 * Runs the app's real discount function for a cart, as Shopify would: its own input query is executed over the cart with Shopify's schema, the bundle runs in a
 * context of its own with nothing of the world in it, and its answer is read as what it asks for.
 */
import { readFileSync } from "node:fs";
import { type Context, createContext, runInContext } from "node:vm";
import { gunzipSync } from "node:zlib";
import {
  buildClientSchema,
  type DocumentNode,
  execute,
  type GraphQLSchema,
  type IntrospectionQuery,
  parse,
} from "graphql";
import * as z from "zod";
import { bundleFunction, GLOBAL } from "../../../extensions/loyalty-discount/bundle";
import { sandboxFile } from "../paths";
import { gid } from "../state/ids";
import type { AutomaticOff } from "../state/pricing";
import type { SandboxStore } from "../state/store";
import type { Locale, SandboxAutomatic, SandboxCustomer, SandboxShop } from "../state/types";
import { DISCOUNT_EXTENSION, readFunctions } from "./deployed";

const LINES = "cart.lines.discounts.generate.run";
const DELIVERY = "cart.delivery-options.discounts.generate.run";

interface Engine {
  readonly schema: GraphQLSchema;
  readonly context: Context;
  readonly queries: ReadonlyMap<string, DocumentNode>;
}

let engine: Engine | null = null;

function theEngine(): Engine {
  if (engine !== null) return engine;
  const packed = readFileSync(sandboxFile("data", "functions-discount-2026-07.json.gz"));
  const { data } = z
    .object({ data: z.custom<IntrospectionQuery>((value) => typeof value === "object" && value !== null) })
    .parse(JSON.parse(gunzipSync(packed).toString("utf8")));
  const context = createContext({});
  runInContext(bundleFunction(DISCOUNT_EXTENSION), context);
  const queries = new Map<string, DocumentNode>();
  for (const { target, input_query } of readFunctions().flatMap(({ targeting }) => targeting))
    queries.set(target, parse(readFileSync(`${DISCOUNT_EXTENSION}/${input_query}`, "utf8")));
  engine = { schema: buildClientSchema(data, { assumeValid: true }), context, queries };
  return engine;
}

export interface FunctionCart {
  readonly shop: SandboxShop;
  readonly customer: SandboxCustomer | null;
  readonly locale: Locale;
  readonly shipped: boolean;
}

const percentage = z.object({ percentage: z.object({ value: z.string() }) });
const candidate = z.object({ message: z.string().optional(), value: percentage });
const linesAnswer = z.object({
  operations: z.array(z.object({ orderDiscountsAdd: z.object({ candidates: z.array(candidate) }) })),
});
const deliveryAnswer = z.object({
  operations: z.array(z.object({ deliveryDiscountsAdd: z.object({ candidates: z.array(candidate) }) })),
});

/** What an active automatic discount of ours gives this cart; null when the shop has none or it gives nothing. */
export function automaticOff(store: SandboxStore, cart: FunctionCart): AutomaticOff | null {
  const discount = activeIn(store, cart.shop);
  if (discount === null || cart.customer === null) return null;
  const input = inputOf(store, discount, cart);
  const lines = linesAnswer.parse(run(LINES, "cartLinesDiscountsGenerateRun", input));
  const delivery = deliveryAnswer.parse(run(DELIVERY, "cartDeliveryOptionsDiscountsGenerateRun", input));
  const order = lines.operations[0]?.orderDiscountsAdd.candidates[0];
  const shipping = delivery.operations[0]?.deliveryDiscountsAdd.candidates[0];
  if (!order && !shipping) return null;
  return {
    discount,
    order: order
      ? {
          message: order.message ?? discount.title,
          bp: Math.round(Number(order.value.percentage.value) * 100),
        }
      : null,
    shipping: shipping ? { message: shipping.message ?? discount.title } : null,
  };
}

function activeIn(store: SandboxStore, shop: SandboxShop): SandboxAutomatic | null {
  const now = store.now();
  const active = store.automaticTable
    .rows()
    .filter((one) => one.shop === shop.domain && one.startsAt <= now && (one.endsAt ?? now + 1) > now);
  return active.sort((a, b) => a.id - b.id)[0] ?? null;
}

type Run = "cartLinesDiscountsGenerateRun" | "cartDeliveryOptionsDiscountsGenerateRun";

function run(target: string, name: Run, root: object): unknown {
  const { schema, context, queries } = theEngine();
  const document = queries.get(target);
  if (document === undefined) throw new Error(`no function is deployed for ${target}`);
  const result = execute({ schema, document, rootValue: root });
  if (result instanceof Promise || result.errors) throw new Error(`the function's input failed: ${target}`);
  context.input = JSON.stringify(result.data);
  const answer: unknown = runInContext(`JSON.stringify(${GLOBAL}.${name}(JSON.parse(input)))`, context);
  return JSON.parse(String(answer));
}

function inputOf(store: SandboxStore, discount: SandboxAutomatic, cart: FunctionCart): object {
  const { customer, locale, shipped } = cart;
  const metafield = ({ namespace, key }: { namespace: string; key: string }) => {
    const owner = gid("Customer", customer?.id ?? 0);
    const field = store.metafield(owner, namespace, key);
    return field && { type: field.type, value: field.value, jsonValue: JSON.parse(field.value) };
  };
  return {
    discount: { discountClasses: discount.discountClasses },
    localization: { language: { isoCode: locale.toUpperCase() } },
    cart: {
      deliveryGroups: shipped ? [{ id: "gid://shopify/CartDeliveryGroup/1" }] : [],
      buyerIdentity: {
        isAuthenticated: true,
        customer: customer && { id: gid("Customer", customer.id), metafield },
      },
    },
  };
}
