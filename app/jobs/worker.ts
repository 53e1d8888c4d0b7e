/**
 * The worker: works off inbox, outbox and imports. Several shops at once and each only once, so that a shop whose store is slow, or whose turn fails, keeps
 * nobody else waiting. Woken by a nudge when something was written in this process, and by itself every second for what another process wrote. Any number of
 * workers may run at once; rows are taken with SKIP LOCKED or held for a time.
 */
import { shopsWithRunningImports } from "../db/imports";
import { shopsWithWaitingEvents } from "../db/inbox";
import { shopsWithDueEffects } from "../db/outbox";
import { sqlOf } from "../db/transaction";
import type { ShopId } from "../loyalty/brand";
import { timed, workerTurns } from "../metrics.server";
import { dateOf, type ServiceContext } from "../services/context";
import { importNextPage } from "../services/import-orders";
import { sendEffects } from "../services/send-effects";
import { workInbox } from "../services/work-inbox";
import { traced } from "../tracing.server";
import { Bell } from "./bell";
import { Turns } from "./turns";

const lookEveryMs = 1_000;

export interface Worker {
  /** Says that there may be something to do. */
  nudge(): void;
  /** Lets the work at hand finish and takes no more. */
  stop(): Promise<void>;
}

type Turn = (ctx: ServiceContext, shopId: ShopId) => Promise<boolean>;

/** One line of work: which shops have something, and one turn for one of them. A turn answers whether it found anything to do. */
interface Line {
  readonly name: string;
  readonly shops: (ctx: ServiceContext) => Promise<ShopId[]>;
  readonly turn: Turn;
}

const lines: readonly Line[] = [
  {
    name: "inbox",
    shops: (ctx) => shopsWithWaitingEvents(sqlOf(ctx.db)),
    turn: async (ctx, shopId) => (await workInbox(ctx, shopId)) > 0,
  },
  {
    name: "outbox",
    shops: (ctx) => shopsWithDueEffects(sqlOf(ctx.db), dateOf(ctx.now())),
    turn: async (ctx, shopId) => (await sendEffects(ctx, shopId)) > 0,
  },
  { name: "imports", shops: (ctx) => shopsWithRunningImports(sqlOf(ctx.db)), turn: importNextPage },
];

interface Run {
  readonly ctx: ServiceContext;
  readonly bell: Bell;
  readonly ringAll: () => void;
  readonly stopping: () => boolean;
}

async function takeTurn(
  line: Line,
  { ctx, ringAll }: Run,
  { turns, shopId }: { turns: Turns; shopId: ShopId },
): Promise<void> {
  try {
    // What one line writes is the next line's work: an inbox batch fills the outbox.
    const did = await timed(
      () => traced(`worker ${line.name}`, { "vafa.shop": shopId }, () => line.turn(ctx, shopId)),
      (result, seconds) => workerTurns.observe({ line: line.name, result }, seconds),
    );
    if (did) ringAll();
  } catch (error) {
    turns.rest(shopId);
    ctx.log.error({ err: error, line: line.name, shopId }, "the worker will try again");
  }
}

async function runLine(line: Line, run: Run): Promise<void> {
  const { ctx, bell, stopping } = run;
  const turns = new Turns();
  while (!stopping()) {
    try {
      for (const shopId of turns.inTurn(await line.shops(ctx))) {
        await turns.place();
        if (stopping()) break;
        if (turns.mayBegin(shopId)) turns.begin(shopId, takeTurn(line, run, { turns, shopId }));
      }
    } catch (error) {
      ctx.log.error({ err: error, line: line.name }, "the worker will look again");
    }
    if (!stopping()) await bell.wait(lookEveryMs);
  }
  await turns.end();
}

export function startWorker(ctx: ServiceContext): Worker {
  let stopped = false;
  const bells: Bell[] = [];
  const ringAll = () => {
    for (const bell of bells) bell.ring();
  };
  const running = lines.map((line) => {
    const bell = new Bell();
    bells.push(bell);
    return runLine(line, { ctx, bell, ringAll, stopping: () => stopped });
  });
  return {
    nudge: ringAll,
    stop: async () => {
      stopped = true;
      ringAll();
      await Promise.all(running);
    },
  };
}
