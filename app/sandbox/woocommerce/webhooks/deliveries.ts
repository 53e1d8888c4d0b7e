/**
 * The queue of one shop's webhooks: an action puts a delivery into it, equal ones that wait are one, and what goes out is the state at that moment. Each is tried
 * once. On time by itself, or whenever it is told to (`drain`).
 */
import { Agent } from "undici";
import type { WooWebhook } from "../state/records";
import type { WooAction, WooShop } from "../state/shop";
import { actionsOf } from "../state/topics";
import { noteDelivery, notePing } from "../state/webhooks";
import { newDelivery, type WooDelivery } from "./delivery";
import { payloadOf } from "./payload";
import { phpJson } from "./php-json";
import { type Parcel, parcelOf, pingOf, post } from "./send";
import { chanceOf, noDeliverySwitches, shuffled } from "./switches";

export type { WooDelivery } from "./delivery";

export interface WooDeliveriesOptions {
  readonly shop: WooShop;
  readonly home: string;
  /** How long after its cause a delivery goes out; null: only when it is told to. */
  readonly afterMs: number | null;
  readonly atOnce?: number;
  readonly seed?: number;
}

interface Waiting {
  readonly webhookId: number;
  readonly resourceId: number;
  readonly record: WooDelivery;
}

const LOGGED = 300;

export class WooDeliveries {
  readonly switches = noDeliverySwitches();
  readonly log: WooDelivery[] = [];
  private readonly waiting = new Map<string, Waiting>();
  private readonly late: { readonly parcel: Parcel; readonly record: WooDelivery }[] = [];
  private readonly agent: Agent;
  private readonly chance: () => number;
  private readonly stopListening: () => void;
  private timer: NodeJS.Timeout | null = null;
  private draining: Promise<void> = Promise.resolve();
  private under = 0;
  private count = 0;
  private closed = false;

  constructor(private readonly options: WooDeliveriesOptions) {
    this.agent = new Agent({ connections: options.atOnce ?? 8 });
    this.chance = chanceOf(options.seed ?? 1);
    this.stopListening = options.shop.listen((action) => this.heard(action));
  }

  /** Answered with 200 or not, it is sent once here; unanswered it comes again when the webhook is saved. */
  async ping(webhook: WooWebhook): Promise<void> {
    const status = await post(pingOf(webhook), this.agent);
    if (status === 200) notePing(this.options.shop, webhook.id);
  }

  /** How many have not arrived, been lost or given up yet; what is held back or late counts. */
  get pending(): number {
    return this.waiting.size + this.late.length + this.under;
  }

  /** Sends what is waiting now, and what comes to wait meanwhile. Late ones stay. */
  drain(): Promise<void> {
    this.draining = this.draining.then(() => this.work());
    return this.draining;
  }

  /** Sends what was kept back: old states, after newer ones. */
  async releaseLate(): Promise<void> {
    const kept = shuffled(this.late.splice(0), this.chance);
    await this.together(kept, ({ parcel, record }) => this.go(parcel, record));
  }

  resume(): void {
    this.switches.held = false;
    this.wake();
  }

  /** The last message of a topic about a resource, sent again as it would be now. */
  async repeat(topic: string, resourceId: number, times: number): Promise<void> {
    const webhook = this.options.shop.webhooks.rows().find((one) => one.topic === topic);
    if (webhook === undefined) return;
    const records = Array.from({ length: times }, () => this.record(webhook, resourceId));
    await this.together(records, (record) => this.go(this.parcelFor(webhook, resourceId), record));
  }

  async close(): Promise<void> {
    this.closed = true;
    this.stopListening();
    if (this.timer !== null) clearTimeout(this.timer);
    await this.draining;
    await this.agent.destroy();
  }

  private heard({ hook, id }: WooAction): void {
    for (const webhook of this.options.shop.webhooks.rows()) {
      if (webhook.status !== "active" || !actionsOf(webhook.topic).includes(hook)) continue;
      const key = `${webhook.id}|${id}`;
      if (this.waiting.has(key)) continue;
      this.waiting.set(key, { webhookId: webhook.id, resourceId: id, record: this.record(webhook, id) });
    }
    this.wake();
  }

  private wake(): void {
    const { afterMs } = this.options;
    if (afterMs === null || this.timer !== null || this.closed || this.switches.held) return;
    if (this.waiting.size === 0) return;
    this.timer = setTimeout(() => {
      this.timer = null;
      void this.drain();
    }, afterMs).unref();
  }

  private async work(): Promise<void> {
    while (this.waiting.size > 0 && !this.switches.held && !this.closed) {
      const all = [...this.waiting.values()];
      const batch = this.switches.reorder ? shuffled(all, this.chance) : all;
      await this.together(batch, (one) => this.deliver(one));
    }
  }

  private async deliver(one: Waiting): Promise<void> {
    this.waiting.delete(`${one.webhookId}|${one.resourceId}`);
    const webhook = this.options.shop.webhooks.get(String(one.webhookId));
    if (webhook === null || this.isLost()) {
      one.record.state = "dropped";
      return;
    }
    if (this.switches.failNext > 0) {
      this.switches.failNext -= 1;
      this.settle(one.record, 0);
      return;
    }
    const parcel = this.parcelFor(webhook, one.resourceId);
    if (this.chance() * 100 < this.switches.latePercent) {
      one.record.state = "late";
      this.late.push({ parcel, record: one.record });
      return;
    }
    const twice = this.isDoubled();
    await this.go(parcel, one.record);
    if (twice) await this.go(parcel, this.record(webhook, one.resourceId));
  }

  private isLost(): boolean {
    if (this.switches.dropNext > 0) {
      this.switches.dropNext -= 1;
      return true;
    }
    return this.chance() * 100 < this.switches.dropPercent;
  }

  private isDoubled(): boolean {
    if (this.switches.doubleNext > 0) {
      this.switches.doubleNext -= 1;
      return true;
    }
    return this.chance() * 100 < this.switches.duplicatePercent;
  }

  private parcelFor(webhook: WooWebhook, resourceId: number): Parcel {
    const { shop, home } = this.options;
    return parcelOf(webhook, home, phpJson(payloadOf({ shop, home, webhook, resourceId })));
  }

  private async go(parcel: Parcel, record: WooDelivery): Promise<void> {
    this.under += 1;
    const status = await post(parcel, this.agent);
    this.under -= 1;
    if (!this.closed) this.settle(record, status);
  }

  private settle(record: WooDelivery, status: number): void {
    record.status = status;
    record.state = status >= 200 && status < 303 ? "delivered" : "failed";
    noteDelivery(this.options.shop, record.webhookId, status);
  }

  private record(webhook: WooWebhook, resourceId: number): WooDelivery {
    this.count += 1;
    const record = newDelivery(this.count, webhook, resourceId);
    this.log.push(record);
    if (this.log.length > LOGGED) this.log.splice(0, this.log.length - LOGGED);
    return record;
  }

  private async together<T>(all: readonly T[], act: (one: T) => Promise<void>): Promise<void> {
    const rest = [...all];
    const worker = async () => {
      for (let next = rest.shift(); next !== undefined; next = rest.shift()) await act(next);
    };
    await Promise.all(Array.from({ length: this.options.atOnce ?? 8 }, worker));
  }
}
