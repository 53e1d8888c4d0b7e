/** Rules and members for tests of what is earned without an order. */
import { enrollCustomers, membersOfCustomers } from "../db/members";
import { findShop, type ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { customerId, type MemberId } from "../loyalty/brand";
import type { TermsInput } from "../loyalty/program";
import type { ServiceContext } from "../services/context";
import { saveTerms } from "../services/save-terms";

type Rules = TermsInput["earningRules"];

/** Adds rules to the terms in force. @returns the shop as it is then. */
export async function useRules(
  ctx: ServiceContext,
  { shop, rules, change = {} }: { shop: ShopRow; rules: Rules; change?: Partial<TermsInput> },
): Promise<ShopRow> {
  const terms = await ctx.terms(sqlOf(ctx.db), shop.shopId, shop.termsVersion);
  const saved = await saveTerms(ctx, {
    shopId: shop.shopId,
    terms: { ...terms, ...change, earningRules: [...terms.earningRules, ...rules] },
    basedOn: shop.termsVersion,
    actor: "staff:1",
  });
  if (!saved.done) throw new Error(saved.reason);
  const now = await findShop(sqlOf(ctx.db), shop.shopId);
  if (!now) throw new Error("the shop is gone");
  return now;
}

/** A member without any order. */
export async function enrolled(ctx: ServiceContext, shop: ShopRow, customer: string): Promise<MemberId> {
  const sql = sqlOf(ctx.db);
  const id = customerId(customer);
  await enrollCustomers(sql, shop.shopId, [id], {
    at: new Date(ctx.now()),
    via: "order",
    counting: null,
    guestsFrom: null,
  });
  const member = (await membersOfCustomers(sql, shop.shopId, [id])).get(id);
  if (member === undefined) throw new Error(`${customer} was not enrolled`);
  return member;
}

const named = (id: string) => ({ id, name: { en: id } });

export const codeRule: Rules[number] = {
  ...named("codes"),
  kind: "code",
  arguments: { limit: { times: 3, per: "day" } },
};
export const reviewRule: Rules[number] = {
  ...named("reviews"),
  kind: "review",
  arguments: { points: 50, limit: { times: 2, per: "day" } },
};
export const signUpRule: Rules[number] = { ...named("welcome"), kind: "sign-up", arguments: { points: 100 } };
export const birthdayRule: Rules[number] = {
  ...named("birthday"),
  kind: "birthday",
  arguments: { points: 200, knownDays: 30 },
};
export const quizRule: Rules[number] = {
  ...named("quiz"),
  kind: "event",
  arguments: { event: "quiz.finished", points: 30, limit: { times: 100, per: "lifetime" } },
};
