/** Moments as a date field holds them: by the shop's clock, whatever clock the reader's computer shows. */

/** How far the zone's clock is ahead of UTC at a moment. */
function aheadBy(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  const shown = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second"),
  );
  return shown - Math.floor(at / 1_000) * 1_000;
}

/** "2026-12-01T09:00" of a moment; empty for none. */
export function localText(at: number | null, timeZone: string): string {
  return at === null ? "" : new Date(at + aheadBy(at, timeZone)).toISOString().slice(0, 16);
}

/** The moment of "2026-12-01T09:00"; null for what is no date. A time that a change of clocks skips is taken as the clock would have shown it before. */
export function momentOf(text: string, timeZone: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text)) return null;
  const shown = Date.parse(`${text.slice(0, 16)}:00Z`);
  if (Number.isNaN(shown)) return null;
  const first = shown - aheadBy(shown, timeZone);
  return shown - aheadBy(first, timeZone);
}
