/**
 * The ordinary way, for comparison only: one interactive Prisma transaction per order which does the same work (idempotency, order state, award, entry, lot, member,
 * outbox, inbox), row by row.
 */
import type { Database } from "../db/database";
import { writtenState } from "../db/order-state";
import type { ShopRow } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { computeAward } from "../loyalty/award";
import { lotDates } from "../loyalty/lot-dates";
import { nothingGathered, tierFor } from "../loyalty/tiers";
import type { ServiceContext } from "../services/context";

interface Job {
  readonly shop: ShopRow;
  readonly event: { readonly id: number; readonly payload: string };
}

export async function awardByPrisma(db: Database, ctx: ServiceContext, { shop, event }: Job): Promise<void> {
  const meaning = ctx.readEvent("shopify")("orders/paid", event.payload);
  if (meaning.kind !== "order" || !meaning.received.customer)
    throw new Error("the measurement's own payload was not understood");
  const { order, customer } = meaning.received;
  const { shopId } = shop;
  const terms = await ctx.terms(sqlOf(db), shopId, shop.termsVersion);
  const now = new Date(ctx.now());
  await db.prisma.$transaction(async (tx) => {
    const { orderId } = order;
    if (await tx.order.findUnique({ where: { shopId_orderId: { shopId, orderId } } })) return;
    const identity = await tx.memberIdentity.findUnique({
      where: { shopId_customerId: { shopId, customerId: customer.customerId } },
    });
    const member = identity
      ? await tx.member.findUniqueOrThrow({ where: { shopId_id: { shopId, id: identity.memberId } } })
      : await tx.member.create({ data: { shopId } });
    if (!identity) {
      await tx.memberIdentity.create({
        data: { shopId, customerId: customer.customerId, memberId: member.id },
      });
      await tx.memberProfile.create({
        data: { shopId, memberId: member.id, name: customer.name, email: customer.email },
      });
      await tx.memberWord.createMany({
        data: customer.name
          .toLowerCase()
          .split(" ")
          .map((word) => ({ shopId, word, memberId: member.id })),
      });
    }
    const tier =
      terms.tiers.levels.find((level) => level.id === member.tierId) ?? tierFor(terms.tiers, nothingGathered);
    const factors = {
      termsVersion: shop.termsVersion,
      tierId: tier?.id ?? null,
      multiplierBp: tier?.multiplierBp ?? 10_000,
      segmentIds: [],
      groups: {},
    };
    const award = computeAward(order, { terms, factors, rewardCodes: new Set() });
    const seq = member.lastSeq + 1;
    const balance = member.balance + BigInt(award.points);
    const dates = lotDates(terms, order, shop.timeZone);
    const lot = {
      maturesAt: null,
      expiresAt: dates.expiresAt === null ? null : new Date(dates.expiresAt),
      orderId,
    };
    await tx.order.create({
      data: {
        shopId,
        orderId,
        name: order.name,
        customerId: customer.customerId,
        memberId: member.id,
        status: order.status,
        placedAt: new Date(order.placedAt),
        updatedAt: new Date(order.updatedAt),
        triggeredAt: now,
        digest: writtenState(order).digest,
        state: JSON.parse(JSON.stringify(order)),
      },
    });
    await tx.award.create({
      data: {
        shopId,
        orderId,
        memberId: member.id,
        termsVersion: factors.termsVersion,
        tierId: factors.tierId,
        multiplierBp: factors.multiplierBp,
        factors: JSON.parse(JSON.stringify({ segmentIds: factors.segmentIds, groups: factors.groups })),
        points: award.points,
        eligible: award.eligible,
        postings: 1,
        breakdown: JSON.parse(JSON.stringify({ none: award.none, lines: award.lines, rules: award.rules })),
        awardedAt: now,
        updatedAt: now,
      },
    });
    await tx.ledgerEntry.create({
      data: {
        shopId,
        memberId: member.id,
        seq,
        kind: "earn",
        points: award.points,
        source: `order:${orderId}:award:1`,
        at: now,
        happenedAt: now,
        cause: { why: "order-awarded", orderId, orderName: order.name },
        ...lot,
        balanceAfter: balance,
      },
    });
    await tx.lot.create({
      data: { shopId, memberId: member.id, seq, points: award.points, remaining: award.points, ...lot },
    });
    const gathered = {
      spend: Number(member.qualifyingSpend) + award.eligible,
      points: 0,
      orders: 0,
      engagement: 0,
    };
    await tx.member.update({
      where: { shopId_id: { shopId, id: member.id } },
      data: {
        lastSeq: seq,
        balance,
        earned: { increment: award.points },
        qualifyingSpend: { increment: award.eligible },
        qualifyingPoints: { increment: award.points },
        qualifyingOrders: { increment: 1 },
        tierId: tierFor(terms.tiers, gathered)?.id ?? null,
        updatedAt: now,
      },
    });
    const effect = { shopId, kind: "push-snapshot", subject: String(member.id) };
    await tx.outboxEffect.upsert({
      where: { shopId_kind_subject: effect },
      create: { ...effect, dueAt: now },
      update: { version: { increment: 1 } },
    });
    await tx.inboxEvent.update({
      where: { shopId_id: { shopId, id: event.id } },
      data: { state: "done", payload: "", handledAt: now },
    });
  });
}
