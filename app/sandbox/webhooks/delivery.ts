/** One webhook on its way to the app, and what is told of it afterwards. */

export type DeliveryState = "waiting" | "sending" | "delivered" | "failed" | "dropped";

/** What is to be sent; kept in the state file until it is delivered or given up. */
export interface DeliveryRow {
  readonly id: number;
  readonly webhookId: string;
  readonly eventId: string;
  readonly topic: string;
  readonly shop: string;
  readonly uri: string;
  /** What it is about, for people: "#1001", "Emma Clarke". */
  readonly about: string;
  readonly orderId: number | null;
  readonly body: string;
  readonly triggeredAt: number;
}

export interface DeliveryRecord extends Omit<DeliveryRow, "body"> {
  readonly bytes: number;
  state: DeliveryState;
  attempts: number;
  /** HTTP status of the last attempt; null before it, 0 when nobody answered. */
  status: number | null;
  tookMs: number | null;
  at: number;
}

export function recordOf({ body, ...row }: DeliveryRow): DeliveryRecord {
  return {
    ...row,
    bytes: Buffer.byteLength(body),
    state: "waiting",
    attempts: 0,
    status: null,
    tookMs: null,
    at: row.triggeredAt,
  };
}
