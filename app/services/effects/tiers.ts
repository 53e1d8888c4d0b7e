/** Effects of tiers: looked at again after the terms changed, told to the store as tags and as a discount of its own. */
import { customersOfMembers, readMember } from "../../db/members";
import { benefitTags, readTags, saveBenefitTags } from "../../db/tier-members";
import { sqlOf } from "../../db/transaction";
import { memberId } from "../../loyalty/brand";
import { mayTakePart } from "../../loyalty/membership-standing";
import { tierDiscountsOf } from "../../loyalty/tiers";
import { evaluateTiers } from "../evaluate-tiers";
import { type Handler, type Handlers, shopOf } from "./handler";

const reevaluate: Handler = async (ctx, shopId, subject) => {
  await evaluateTiers(ctx, shopId, Number(subject));
};

/** Adds and removes only what differs from what the store has told us, so that a program without such benefits asks nothing of the store. */
const changeTags: Handler = async (ctx, shopId, subject) => {
  const sql = sqlOf(ctx.db);
  const id = memberId(Number(subject));
  const shop = await shopOf(ctx, shopId);
  const member = await readMember(sql, shopId, id);
  if (!member) return;
  const { tiers } = await ctx.terms(sql, shopId, shop.termsVersion);
  const held = mayTakePart(member, ctx.now()).done ? member.standing.tierId : null;
  const benefits = tiers.levels.find((level) => level.id === held)?.benefits;
  const wanted = [
    ...(benefits?.earlyAccess ? [benefitTags.earlyAccess] : []),
    ...(benefits?.prioritySupport ? [benefitTags.prioritySupport] : []),
  ];
  // Who was erased may have had any: taking a tag that is not there changes nothing, as adding one that is.
  const known = await readTags(sql, shopId, id);
  const add = wanted.filter((tag) => !known?.includes(tag));
  const remove = Object.values(benefitTags).filter(
    (tag) => (known?.includes(tag) ?? true) && !wanted.some((one) => one === tag),
  );
  if (add.length === 0 && remove.length === 0) return;
  const store = await ctx.storeFor(shopId);
  for (const customer of (await customersOfMembers(sql, shopId, [id])).get(id) ?? [])
    await store.changeTags(customer, { add, remove });
  await saveBenefitTags(sql, shopId, { memberId: id, tags: wanted });
};

const pushBenefits: Handler = async (ctx, shopId) => {
  const shop = await shopOf(ctx, shopId);
  const { tiers } = await ctx.terms(sqlOf(ctx.db), shopId, shop.termsVersion);
  await (await ctx.storeFor(shopId)).pushTierDiscounts(tierDiscountsOf(tiers));
};

export const tierEffects: Handlers<"evaluate-tiers" | "change-tags" | "push-benefits"> = {
  "evaluate-tiers": reevaluate,
  "change-tags": changeTags,
  "push-benefits": pushBenefits,
};
