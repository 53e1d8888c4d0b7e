/** Times as WooCommerce's REST API writes them: without an offset, once in the shop's own time zone and once in GMT. */

const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("sv-SE-u-ca-gregory-nu-latn", {
    timeZone,
    dateStyle: "short",
    timeStyle: "medium",
  });
  formats.set(timeZone, made);
  return made;
}

/** `2026-11-22T02:12:39` in the shop's time zone. */
export const localDate = (at: number, timeZone: string): string =>
  formatIn(timeZone).format(at).replace(" ", "T");

export const gmtDate = (at: number): string => new Date(at).toISOString().slice(0, 19);

export const localOrNull = (at: number | null, timeZone: string): string | null =>
  at === null ? null : localDate(at, timeZone);

export const gmtOrNull = (at: number | null): string | null => (at === null ? null : gmtDate(at));

/**
 * The moment that a text means to WordPress: with a Z or an offset what it says, without one the time on the shop's own clock.
 * @returns null when it is no date.
 */
export function momentOf(text: string, timeZone: string): number | null {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/.exec(
    text.trim(),
  );
  if (!match) return null;
  const clock = match[2] ?? "00:00:00";
  const written = Date.parse(`${match[1]}T${clock.length === 5 ? `${clock}:00` : clock}${match[3] ?? "Z"}`);
  if (Number.isNaN(written)) return null;
  return match[3] === undefined ? written - offsetAt(written, timeZone) : written;
}

/** How far the shop's clock is ahead of GMT. */
export function offsetAt(at: number, timeZone: string): number {
  const whole = Math.floor(at / 1_000) * 1_000;
  return Date.parse(`${localDate(whole, timeZone)}Z`) - whole;
}
