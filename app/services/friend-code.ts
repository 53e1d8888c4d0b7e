/** A friend's welcome code: how long it is good for. */
import { type Instant, instant } from "../loyalty/brand";

const dayMs = 86_400_000;
export const friendCodeDays = 60;

export const friendCodeEnds = (invitedAt: Instant): Instant => instant(invitedAt + friendCodeDays * dayMs);
