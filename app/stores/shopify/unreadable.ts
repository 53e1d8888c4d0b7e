/**
 * A signed payload that cannot be kept as it is (too large, or not text) leaves a note in its place: the inbox stores the note, and
 * reading it parks the event with the reason for the admin. A note is not JSON, so no payload can be taken for one.
 */

export type UnreadableReason = "too-large" | "malformed";

export interface Unreadable {
  readonly reason: UnreadableReason;
  readonly detail: string;
}

const NOTE = /^#vafa (too-large|malformed) (.*)/;

export function noteOf({ reason, detail }: Unreadable): string {
  return `#vafa ${reason} ${detail}`;
}

export function unreadableOf(payload: string): Unreadable | null {
  const match = NOTE.exec(payload);
  if (!match) return null;
  return { reason: match[1] === "too-large" ? "too-large" : "malformed", detail: match[2] ?? "" };
}
