/** One customer: who it is, and the tags that other tools of the merchant read. */
import type { CustomerId } from "../../loyalty/brand";
import type { CustomerFacts } from "../store";
import { gid } from "./gid";
import { ask, type Line } from "./graphql-client";
import { customerOfNode } from "./graphql-order";
import { addTags, describeCustomer, removeTags } from "./operations/customers";
import { findCustomers } from "./operations/metafields";
import { describeErrors, type UserError } from "./operations/parts";

export async function describeOne(line: Line, id: CustomerId): Promise<CustomerFacts | null> {
  const { customer } = await ask(line, describeCustomer, { id: gid("Customer", id) });
  return customer && customerOfNode(customer, { locale: customer.locale, fingerprint: line.fingerprint });
}

/** Adding a tag twice, or taking one that is not there, changes nothing; a customer who is gone has no tags. */
export async function changeTags(
  line: Line,
  customerId: CustomerId,
  { add, remove }: { readonly add: readonly string[]; readonly remove: readonly string[] },
): Promise<void> {
  const id = gid("Customer", customerId);
  const errors: UserError[] = [];
  if (remove.length > 0)
    errors.push(...(await ask(line, removeTags, { id, tags: remove })).tagsRemove.userErrors);
  if (add.length > 0) errors.push(...(await ask(line, addTags, { id, tags: add })).tagsAdd.userErrors);
  if (errors.length === 0) return;
  const { nodes } = await ask(line, findCustomers, { ids: [id] });
  if (nodes[0]?.id !== undefined)
    throw new Error(`Shopify does not change these tags: ${describeErrors(errors)}`);
}
