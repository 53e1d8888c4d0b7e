/** What scripts do with customers: create, change, merge, delete, and the two requests of data protection. */
import * as z from "zod";
import {
  createCustomer,
  deleteCustomer,
  mergeCustomers,
  redactCustomer,
  requestData,
  updateCustomer,
} from "../state/change-customer";
import { gid } from "../state/ids";
import type { SandboxCustomer } from "../state/types";
import { customerPayload } from "../webhooks/customer-payload";
import { type ApiCase, waitIfAsked } from "./api-case";
import { customerBody, mergeBody } from "./read-body";

type Act = (given: ApiCase) => Promise<void>;

function withCustomer(act: (given: ApiCase, customer: SandboxCustomer) => SandboxCustomer | null): Act {
  return async (given) => {
    const { parts, shop, request, response } = given;
    const customer = parts.context.store.customer(shop.domain, Number(request.params.id));
    if (customer === null) return void response.status(404).json({ error: "no such customer" });
    const left = act(given, customer);
    await waitIfAsked(parts, request);
    response.json({ customer: left === null ? null : customerPayload(shop, left) });
  };
}

const create: Act = async ({ parts, shop, request, response }) => {
  const wish = customerBody.safeParse(request.body);
  if (!wish.success) return void response.status(400).json({ error: z.prettifyError(wish.error) });
  const customer = createCustomer(parts.context.store, shop, {
    firstName: wish.data.firstName,
    lastName: wish.data.lastName,
    email: wish.data.email,
    locale: wish.data.locale,
    verifiedEmail: wish.data.verifiedEmail,
    tags: wish.data.tags ?? [],
    phone: wish.data.phone ?? null,
  });
  await waitIfAsked(parts, request);
  response.status(201).json({ customer: customerPayload(shop, customer), gid: gid("Customer", customer.id) });
};

const update = withCustomer(({ parts, request }, customer) => {
  const body: unknown = request.body;
  const wish = customerBody.partial().safeParse(body);
  const said = typeof body === "object" && body !== null ? body : {};
  // Only what was said: a default is for who is new.
  const change = Object.fromEntries(
    Object.entries(wish.data ?? {}).filter(([key, value]) => key in said && value !== undefined),
  );
  return updateCustomer(parts.context.store, customer, change);
});

const merge: Act = async ({ parts, shop, request, response }) => {
  const { store } = parts.context;
  const wish = mergeBody.safeParse(request.body);
  const kept = wish.success ? store.customer(shop.domain, wish.data.keep) : null;
  const gone = wish.success ? store.customer(shop.domain, wish.data.remove) : null;
  if (kept === null || gone === null || kept.id === gone.id) {
    return void response.status(400).json({ error: "keep and remove must be two customers of this shop" });
  }
  mergeCustomers(store, kept, gone);
  await waitIfAsked(parts, request);
  response.json({ customer: customerPayload(shop, kept) });
};

const remove = withCustomer(({ parts }, customer) => {
  deleteCustomer(parts.context.store, customer);
  return null;
});

const dataRequest = withCustomer(({ parts }, customer) => {
  requestData(parts.context.store, customer);
  return customer;
});

const redact = withCustomer(({ parts }, customer) => {
  redactCustomer(parts.context.store, customer);
  return customer;
});

/** Path after `/api/:shop/customers` → act. The fixed word stands before the pattern that would swallow it. */
export const customerActs: Readonly<Record<string, Act>> = {
  "": create,
  "/merge": merge,
  "/:id": update,
  "/:id/delete": remove,
  "/:id/data-request": dataRequest,
  "/:id/redact": redact,
};
