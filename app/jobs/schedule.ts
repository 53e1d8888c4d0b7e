/**
 * The schedule: what happens by the clock, kept by pg-boss on the same database, so that of many processes one does it. Each job goes through all shops and does a
 * slice at a time; being interrupted costs nothing but the slice at hand.
 */
import PgBoss from "pg-boss";
import { foldActivity } from "../db/activity-sums";
import { forgetGuesses } from "../db/code-attempts";
import { purgeEvents } from "../db/inbox";
import { listShops } from "../db/shops";
import { sqlOf } from "../db/transaction";
import { vacuumPglite } from "../db/vacuum";
import { instant, type ShopId } from "../loyalty/brand";
import { jobRuns, jobSucceeded, timed } from "../metrics.server";
import { auditWhenDue } from "../services/audit-orders";
import { awardBirthdays } from "../services/award-birthdays";
import { checkIfWoocommerce } from "../services/check-woocommerce";
import { forgetOldRequests } from "../services/connecting-requests";
import { dateOf, type ServiceContext } from "../services/context";
import { expirePoints } from "../services/expire-points";
import { forgetWaitingImports } from "../services/import-members";
import { keepTiers } from "../services/keep-tiers";
import { keepMemberships } from "../services/lapse-memberships";
import { maturePoints } from "../services/mature-points";
import { proveAndKeep } from "../services/prove-ledger";
import { releaseOverdue } from "../services/release-overdue";
import { rewardReferrals } from "../services/reward-referrals";
import { settleForsaken } from "../services/settle-forsaken";
import { sweepStore } from "../services/sweep-store";
import { tellExpiring } from "../services/tell-expiring";
import { StoreClosed, StoreUnavailable } from "../stores/store";
import { traced } from "../tracing.server";
import { sideBySide } from "./side-by-side";

const dayMs = 86_400_000;
/** Slow stores hold as many places as they are, so there are more places than connections to the database. */
const shopsAtOnce = 12;
const keepDoneEventsMs = 14 * dayMs;
const keepGuessesMs = 90 * dayMs;

interface Job {
  readonly name: string;
  readonly cron: string;
  readonly run: (ctx: ServiceContext, shopId: ShopId) => Promise<void>;
}

export const jobs: readonly Job[] = [
  {
    name: "release-overdue-redemptions",
    cron: "* * * * *",
    run: async (ctx, shopId) => {
      await releaseOverdue(ctx, shopId);
    },
  },
  {
    name: "fold-activity",
    cron: "*/5 * * * *",
    run: async (ctx, shopId) => {
      await foldActivity(sqlOf(ctx.db), shopId);
    },
  },
  {
    name: "settle-forsaken-redemptions",
    cron: "23 3 * * *",
    run: async (ctx, shopId) => {
      await settleForsaken(ctx, shopId);
    },
  },
  {
    name: "expire-points",
    cron: "7 * * * *",
    run: async (ctx, shopId) => {
      while ((await expirePoints(ctx, shopId)) > 0);
    },
  },
  {
    name: "tell-expiring-points",
    cron: "37 * * * *",
    run: async (ctx, shopId) => {
      await tellExpiring(ctx, shopId);
    },
  },
  {
    name: "mature-points",
    cron: "*/15 * * * *",
    run: async (ctx, shopId) => {
      await maturePoints(ctx, shopId);
    },
  },
  {
    name: "award-birthdays",
    cron: "11 * * * *",
    run: async (ctx, shopId) => {
      await awardBirthdays(ctx, shopId);
    },
  },
  {
    name: "reward-due-referrals",
    cron: "13 * * * *",
    run: async (ctx, shopId) => {
      while ((await rewardReferrals(ctx, shopId)) > 0);
    },
  },
  { name: "keep-memberships", cron: "23 * * * *", run: keepMemberships },
  { name: "keep-tiers", cron: "37 * * * *", run: keepTiers },
  {
    name: "sweep-orders",
    cron: "29 * * * *",
    run: async (ctx, shopId) => {
      await sweepStore(ctx, shopId);
    },
  },
  // Often, because a turn of it is short: each shop is audited once in its night, and goes on from turn to turn.
  { name: "audit-orders", cron: "*/10 * * * *", run: auditWhenDue },
  { name: "forget-connecting-requests", cron: "43 * * * *", run: forgetOldRequests },
  { name: "check-stores", cron: "*/10 * * * *", run: checkIfWoocommerce },
  {
    name: "prove-ledger",
    cron: "17 2 * * *",
    run: async (ctx, shopId) => {
      await proveAndKeep(ctx, shopId, { by: "schedule" });
    },
  },
  {
    name: "forget-done-events",
    cron: "23 3 * * *",
    run: (ctx, shopId) => purgeEvents(sqlOf(ctx.db), shopId, dateOf(instant(ctx.now() - keepDoneEventsMs))),
  },
  {
    name: "forget-waiting-imports",
    cron: "31 3 * * *",
    run: forgetWaitingImports,
  },
  {
    name: "forget-old-guesses",
    cron: "27 3 * * *",
    run: (ctx, shopId) => forgetGuesses(sqlOf(ctx.db), shopId, dateOf(instant(ctx.now() - keepGuessesMs))),
  },
];

export interface Schedule {
  stop(): Promise<void>;
}

/** A store that is out of reach is no failure of the job: trying again at once, for all shops, would not bring it back. */
const isOutage = (error: unknown) => error instanceof StoreUnavailable || error instanceof StoreClosed;

async function runForAllShops(ctx: ServiceContext, job: Job): Promise<void> {
  const shops = await listShops(sqlOf(ctx.db));
  // One shop that cannot be reached, or takes long to answer, must not keep the others from their turn.
  const failed = await sideBySide(shops, shopsAtOnce, ({ shopId }) => job.run(ctx, shopId));
  ctx.nudge();
  const ours = failed.filter((error) => !isOutage(error));
  if (ours.length < failed.length)
    ctx.log.warn(
      { job: job.name, stores: failed.length - ours.length },
      "stores did not answer; their turn comes again",
    );
  if (ours.length > 0) throw new AggregateError(ours, `${job.name} failed for ${ours.length} shops`);
}

function measured(job: string, work: () => Promise<void>): Promise<void> {
  return timed(work, (result, seconds) => {
    jobRuns.observe({ job, result }, seconds);
    if (result === "done") jobSucceeded.setToCurrentTime({ job });
  });
}

const vacuum = { name: "vacuum-embedded-database", cron: "41 4 * * *" };

/** Starts pg-boss on our own connections: PGlite has only one, so it must not open more. */
export async function startSchedule(ctx: ServiceContext): Promise<Schedule> {
  const boss = new PgBoss({
    db: { executeSql: async (text, values) => ctx.db.pool.query(text, values) },
    schema: "pgboss",
    cronMonitorIntervalSeconds: 30,
    cronWorkerIntervalSeconds: 5,
  });
  boss.on("error", (error) => ctx.log.error({ err: error }, "the schedule will try again"));
  await boss.start();
  // PGlite has nobody else to clean up after it; a server cleans up by itself, and this does nothing there.
  await boss.createQueue(vacuum.name, { name: vacuum.name, policy: "singleton" });
  await boss.work(vacuum.name, { pollingIntervalSeconds: 60 }, () => vacuumPglite(ctx.db));
  await boss.schedule(vacuum.name, vacuum.cron);
  for (const job of jobs) {
    await boss.createQueue(job.name, {
      name: job.name,
      policy: "singleton",
      retryLimit: 3,
      expireInMinutes: 60,
    });
    await boss.work(job.name, { pollingIntervalSeconds: 10 }, () =>
      measured(job.name, () => traced(`job ${job.name}`, {}, () => runForAllShops(ctx, job))),
    );
    await boss.schedule(job.name, job.cron);
  }
  return { stop: () => boss.stop({ graceful: true, timeout: 5_000 }) };
}
