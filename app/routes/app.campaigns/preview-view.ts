/** A campaign's preview as the page shows it. */
import type { TrialSum } from "../../loyalty/campaign-trial";

export interface CampaignPreviewView {
  readonly id: number;
  readonly state: "running" | "done" | "failed" | "cancelled";
  readonly looked: number;
  readonly expected: number;
  readonly from: number;
  readonly until: number;
  readonly sum: Pick<TrialSum, "orders" | "touched" | "before" | "after" | "short">;
  /** What the extra points can cost in money, at most; null while no reward says what a point is worth. */
  readonly worth: number | null;
}
