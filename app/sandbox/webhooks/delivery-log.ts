/** The latest deliveries for the order desk, and how many there were of each kind. */
import type { DeliveryRecord, DeliveryState } from "./delivery";

const KEPT = 500;

export class DeliveryLog {
  private readonly records: DeliveryRecord[] = [];
  private readonly counted: Record<DeliveryState, number> = {
    waiting: 0,
    sending: 0,
    delivered: 0,
    failed: 0,
    dropped: 0,
  };

  add(record: DeliveryRecord): void {
    this.records.push(record);
    if (this.records.length > KEPT) this.records.shift();
    this.counted[record.state] += 1;
  }

  move(record: DeliveryRecord, state: DeliveryState): void {
    this.counted[record.state] -= 1;
    record.state = state;
    this.counted[state] += 1;
  }

  counts(): Readonly<Record<DeliveryState, number>> {
    return { ...this.counted };
  }

  /** Newest first. */
  latest(shop: string, limit = 100, orderId: number | null = null): DeliveryRecord[] {
    const wanted = this.records.filter(
      (record) => record.shop === shop && (orderId === null || record.orderId === orderId),
    );
    return wanted.slice(-limit).reverse();
  }
}
