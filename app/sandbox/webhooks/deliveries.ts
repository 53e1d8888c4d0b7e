/**
 * Shopify's sender of webhooks: every happening becomes one signed message per subscription, sent at once and again with growing
 * pauses while the app does not answer 2xx. It can be paused, reversed, made to send twice or to lose messages: what the world does.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { AppConfig } from "../app-config";
import type { SandboxContext } from "../context";
import type { Happening } from "../state/events";
import { AppDoor } from "./app-door";
import { type DeliveryRecord, type DeliveryRow, recordOf } from "./delivery";
import { DeliveryLog } from "./delivery-log";
import { messagesOf } from "./messages";

/** Shopify tries eight times more in four hours; here the pauses are short enough to watch. */
const PAUSES_S = [1, 2, 4, 8, 15, 30, 60, 120];
const AT_ONCE = 16;

export interface DeliveriesOptions {
  readonly context: Pick<SandboxContext, "store" | "keys" | "appOrigin" | "log">;
  readonly config: Pick<AppConfig, "subscriptions" | "webhookVersion">;
  readonly concurrency?: number;
  readonly pausesS?: readonly number[];
}

export type QueueAction = "pause" | "resume" | "resume-reversed" | "drop-next" | "double-next";

type Settled = (record: DeliveryRecord) => void;

export class Deliveries {
  readonly log = new DeliveryLog();
  private readonly queue: { row: DeliveryRow; record: DeliveryRecord; settled: Settled }[] = [];
  private readonly door: AppDoor;
  private readonly timers = new Set<NodeJS.Timeout>();
  private active = 0;
  private closed = false;
  private held = false;
  private toDrop = 0;
  private toDouble = 0;

  constructor(private readonly options: DeliveriesOptions) {
    this.door = new AppDoor(options.context, options.config, options.concurrency ?? AT_ONCE);
  }

  get paused(): boolean {
    return this.held;
  }

  /** Messages that were waiting when the sandbox was closed. */
  resumeKept(): void {
    for (const row of this.options.context.store.deliveryTable.rows()) void this.enqueue(row);
  }

  /** Sends what a happening means to all its subscribers; resolves when each is delivered, given up or lost. */
  async send(happening: Happening): Promise<readonly DeliveryRecord[]> {
    const rows = messagesOf(this.options.context.store, this.options.config, happening);
    return Promise.all(rows.flatMap((row) => this.release(row)));
  }

  /** The same message, with the same ids, `times` more at once. */
  async repeat(row: DeliveryRow, times: number): Promise<readonly DeliveryRecord[]> {
    return Promise.all(Array.from({ length: times }, () => this.enqueue({ ...row, id: this.nextId() })));
  }

  /** One knob for the order desk and for scripts. */
  turn(action: QueueAction, count: number): void {
    if (action === "pause") this.pause();
    if (action === "resume") this.resume();
    if (action === "resume-reversed") this.resume("newest-first");
    if (action === "drop-next") this.dropNext(count);
    if (action === "double-next") this.doubleNext(count);
  }

  pause(): void {
    this.held = true;
  }

  resume(order: "oldest-first" | "newest-first" = "oldest-first"): void {
    this.held = false;
    if (order === "newest-first") this.queue.reverse();
    this.pump();
  }

  /** The next messages are lost, as they sometimes are. */
  dropNext(count: number): void {
    this.toDrop = count;
  }

  /** The next messages arrive twice. */
  doubleNext(count: number): void {
    this.toDouble = count;
  }

  /** Resolves when nothing is on its way any more, or after `patienceMs`. What is held back does not count. */
  async quiet(patienceMs: number): Promise<void> {
    const deadline = Date.now() + patienceMs;
    while (!this.held && this.busy() && Date.now() < deadline) await sleep(10);
  }

  private busy(): boolean {
    const { waiting, sending } = this.log.counts();
    return waiting + sending > 0;
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const timer of this.timers) clearTimeout(timer);
    await this.door.close();
  }

  private nextId(): number {
    return this.options.context.store.nextId("delivery", 1);
  }

  private release(row: DeliveryRow): Promise<DeliveryRecord>[] {
    if (this.toDrop > 0) {
      this.toDrop -= 1;
      const record = { ...recordOf(row), state: "dropped" as const };
      this.log.add(record);
      return [Promise.resolve(record)];
    }
    if (this.toDouble === 0) return [this.enqueue(row)];
    this.toDouble -= 1;
    return [this.enqueue(row), this.enqueue({ ...row, id: this.nextId() })];
  }

  private enqueue(row: DeliveryRow): Promise<DeliveryRecord> {
    const record = recordOf(row);
    this.log.add(record);
    this.options.context.store.deliveryTable.put(row);
    return new Promise((resolve) => {
      this.queue.push({ row, record, settled: resolve });
      this.pump();
    });
  }

  private pump(): void {
    const limit = this.options.concurrency ?? AT_ONCE;
    while (!this.held && !this.closed && this.active < limit) {
      const next = this.queue.shift();
      if (next === undefined) return;
      this.active += 1;
      void this.attempt(next.row, next.record, next.settled).finally(() => {
        this.active -= 1;
        this.pump();
      });
    }
  }

  private async attempt(row: DeliveryRow, record: DeliveryRecord, settled: Settled): Promise<void> {
    this.log.move(record, "sending");
    record.attempts += 1;
    const started = performance.now();
    record.status = await this.door.post(row);
    record.tookMs = Math.round(performance.now() - started);
    record.at = Date.now();
    if (this.closed) return;
    if (record.status >= 200 && record.status < 300) return this.settle(row, record, settled, "delivered");
    const pause = (this.options.pausesS ?? PAUSES_S)[record.attempts - 1];
    if (pause === undefined) return this.settle(row, record, settled, "failed");
    this.log.move(record, "waiting");
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      this.queue.push({ row, record, settled });
      this.pump();
    }, pause * 1_000);
    this.timers.add(timer);
  }

  private settle(
    row: DeliveryRow,
    record: DeliveryRecord,
    settled: Settled,
    state: "delivered" | "failed",
  ): void {
    this.log.move(record, state);
    this.options.context.store.deliveryTable.remove(String(row.id));
    if (state === "failed") {
      const { topic, shop, about, status } = record;
      this.options.context.log.warn({ topic, shop, about, status }, "a webhook was given up");
    }
    settled(record);
  }
}
