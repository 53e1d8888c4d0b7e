/** Whom the rows of a file speak of: a member we know, a customer to be enrolled, or somebody who cannot be told for certain, who is left out with the reason. */
import { membersByEmail } from "../db/imported-profiles";
import { membersOfCustomers } from "../db/members";
import type { Sql } from "../db/transaction";
import { type CustomerId, customerId, type MemberId, type ShopId } from "../loyalty/brand";
import type { ProblemReason } from "./member-cells";
import type { FileCustomer } from "./member-csv";
import type { CustomerFacts } from "./member-rows";

/** One customer of the file whose rows make sense. */
export interface ReadCustomer {
  readonly customer: FileCustomer;
  readonly facts: CustomerFacts;
  /** Fingerprint of whom the file names: the same customer in every file. */
  readonly subject: string;
}

export type Found =
  | { readonly is: "member"; readonly memberId: MemberId }
  | { readonly is: "new"; readonly customerId: CustomerId }
  | { readonly is: "unclear"; readonly reason: ProblemReason };

const member = (memberId: MemberId): Found => ({ is: "member", memberId });
const unclear = (reason: ProblemReason): Found => ({ is: "unclear", reason });

interface Candidates {
  readonly byId: MemberId | undefined;
  readonly byEmail: readonly MemberId[];
}

function decide({ customerId: id }: FileCustomer, { byId, byEmail }: Candidates): Found {
  if (id === null) {
    const [only, other] = byEmail;
    if (only === undefined) return unclear("unknown-email");
    return other === undefined ? member(only) : unclear("several-members");
  }
  // An id and an e-mail of two different people, or an id that is not the store's: nobody can tell which is meant.
  const differs = byEmail.length > 0 && !byEmail.some((one) => one === byId);
  if (differs) return unclear("id-and-email-differ");
  return byId === undefined ? { is: "new", customerId: customerId(id) } : member(byId);
}

/** By subject. */
export async function findImported(
  sql: Sql,
  shopId: ShopId,
  read: readonly ReadCustomer[],
): Promise<Map<string, Found>> {
  const ids = read.flatMap(({ customer }) =>
    customer.customerId === null ? [] : [customerId(customer.customerId)],
  );
  const emails = read.flatMap(({ customer }) => customer.email ?? []);
  const known = await membersOfCustomers(sql, shopId, ids);
  const addressed = await membersByEmail(sql, shopId, emails);
  return new Map(
    read.map(({ customer, subject }) => [
      subject,
      decide(customer, {
        byId: customer.customerId === null ? undefined : known.get(customerId(customer.customerId)),
        byEmail: customer.email === null ? [] : (addressed.get(customer.email) ?? []),
      }),
    ]),
  );
}
