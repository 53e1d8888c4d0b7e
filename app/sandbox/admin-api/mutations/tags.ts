/** Adding and taking customers' tags; Shopify keeps one spelling of a tag and tells nobody's webhook but the tags' own. */

import { GraphQLError } from "graphql";
import { updateCustomer } from "../../state/change-customer";
import { idOf } from "../../state/ids";
import type { ApiNode, Args } from "../connection";
import { customerNode } from "../nodes/customer";
import type { World } from "../nodes/world";

const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();

function changed(world: World, args: Args, change: (tags: readonly string[]) => string[]): ApiNode {
  if (!world.scopes.has("write_customers"))
    throw new GraphQLError("Access denied. Required access: `write_customers` access scope.", {
      extensions: { code: "ACCESS_DENIED" },
    });
  const id = idOf("Customer", String(args.id));
  const customer = id === null ? null : world.store.customer(world.shop.domain, id);
  if (customer === null)
    return { node: null, userErrors: [{ field: ["id"], message: "Customer does not exist" }] };
  const tags = change(customer.tags);
  const now =
    tags.join() === customer.tags.join() ? customer : updateCustomer(world.store, customer, { tags });
  return { node: () => customerNode(world, now), userErrors: [] };
}

const listed = (args: Args): string[] => (Array.isArray(args.tags) ? args.tags.map(String) : []);

export const tagsAdd = (world: World, args: Args): ApiNode =>
  changed(world, args, (tags) => [
    ...tags,
    ...listed(args).filter((tag) => tag.trim() !== "" && !tags.some((one) => same(one, tag))),
  ]);

export const tagsRemove = (world: World, args: Args): ApiNode =>
  changed(world, args, (tags) => tags.filter((tag) => !listed(args).some((one) => same(one, tag))));
