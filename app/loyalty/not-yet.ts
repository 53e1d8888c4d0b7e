/** Stands for "not yet, and nobody knows when": the far end of the calendar. Apart from lot-dates.ts, so that a page can know it without a calendar's code. */
import { instant } from "./brand";

export const notYet = instant(Date.UTC(9999, 11, 31));
