/** What is known of one delivery, for the desk and for scripts. */
import type { WooWebhook } from "../state/records";

export type DeliveryState = "waiting" | "late" | "delivered" | "failed" | "dropped";

export interface WooDelivery {
  readonly id: number;
  readonly webhookId: number;
  readonly topic: string;
  readonly resourceId: number;
  readonly queuedAt: number;
  state: DeliveryState;
  status: number;
}

export const newDelivery = (id: number, webhook: WooWebhook, resourceId: number): WooDelivery => ({
  id,
  webhookId: webhook.id,
  topic: webhook.topic,
  resourceId,
  queuedAt: Date.now(),
  state: "waiting",
  status: 0,
});
