/**
 * Which of two states of one order is newer (law 1). Stores stamp `updatedAt` with whole seconds, so two states can carry the same stamp;
 * then the moment the event was triggered decides, and last a digest of the content, so that every worker and every order of
 * delivery picks the same winner.
 */
import type { Instant } from "./brand";

export interface Revision {
  readonly updatedAt: Instant;
  /** Epoch milliseconds of the event that carried the state, or of the question that a fetched state answers. */
  readonly triggeredAt: Instant;
  /** Hex digest of the state. */
  readonly digest: string;
}

/** Negative when `a` is older, positive when it is newer, 0 when both are the same state. */
export function compareRevisions(a: Revision, b: Revision): number {
  if (a.updatedAt !== b.updatedAt) return a.updatedAt - b.updatedAt;
  if (a.triggeredAt !== b.triggeredAt) return a.triggeredAt - b.triggeredAt;
  return a.digest < b.digest ? -1 : a.digest > b.digest ? 1 : 0;
}
