/** What a node needs to know to answer: the shop it belongs to, the store behind it, and who asks. */
import { GraphQLError } from "graphql";
import { type GidType, idOf, parseGid } from "../../state/ids";
import { graphqlAmount } from "../../state/money-text";
import { presented } from "../../state/presentment";
import type { SandboxStore } from "../../state/store";
import type { SandboxShop } from "../../state/types";
import type { ApiNode, Args } from "../connection";

export interface World {
  readonly store: SandboxStore;
  readonly shop: SandboxShop;
  readonly scopes: ReadonlySet<string>;
  readonly apiKey: string;
  readonly now: number;
}

export const iso = (at: number) => new Date(at).toISOString().replace(/\.\d{3}Z$/, "Z");

export const isoOrNull = (at: number | null) => (at === null ? null : iso(at));

export function moneyV2(world: World, minor: number): ApiNode {
  return { amount: graphqlAmount(minor, world.shop.decimals), currencyCode: world.shop.currency };
}

export function moneyBag(world: World, minor: number): ApiNode {
  const seen = presented(world.shop, minor);
  const presentmentMoney = { amount: graphqlAmount(seen.minor, seen.decimals), currencyCode: seen.currency };
  return { shopMoney: moneyV2(world, minor), presentmentMoney };
}

/** The old scalar Money: an amount without its currency. */
export function moneyText(world: World, minor: number): string {
  return graphqlAmount(minor, world.shop.decimals);
}

/** The number in an `id` argument of this type; anything else is an error, as Shopify answers it. */
export function idArg(args: Args, type: GidType, name = "id"): number {
  const value = args[name];
  const text = typeof value === "string" ? value : "";
  if (parseGid(text) === null) {
    throw new GraphQLError(
      `Variable $${name} of type ID! was provided invalid value: Invalid global id '${text}'`,
      {
        extensions: { code: "INVALID_VARIABLE" },
      },
    );
  }
  const id = idOf(type, text);
  if (id === null) {
    throw new GraphQLError(`Invalid id: ${text}`, { extensions: { code: "RESOURCE_NOT_FOUND" } });
  }
  return id;
}
