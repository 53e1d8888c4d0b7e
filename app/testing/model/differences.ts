/** Where the database is not what a world of the model says. */
import type { Director } from "./director";
import type { Family } from "./family";
import { type Seen, type SeenShop, seenInModel } from "./seen";

export interface Looking {
  readonly director: Director;
  readonly seen: SeenShop;
  readonly at: number;
}

export function differences(world: Family, { director, seen, at }: Looking): string[] {
  const found: string[] = [];
  for (const [customer, wallet] of world.who) {
    const [is, should] = [seen.memberOf.get(customer), director.memberOf.get(wallet)];
    if (is !== should) found.push(`customer ${customer} is member ${is}, and should be ${should}`);
  }
  for (const [key, wallet] of world.wallets) {
    const row = seen.members.get(director.memberOf.get(key) ?? -1);
    const model = seenInModel(wallet, at);
    for (const field of Object.keys(model) as (keyof Seen)[])
      if (row?.[field] !== model[field])
        found.push(
          `the member of customer ${key} has ${field} ${row?.[field]}, and should have ${model[field]}`,
        );
  }
  return found;
}
