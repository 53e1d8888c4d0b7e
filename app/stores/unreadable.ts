/**
 * A signed payload that cannot be kept as it is (too large, or not text) leaves a note in its place: the inbox stores the note, and
 * reading it parks the event with the reason for the admin. A note is not JSON, so no payload can be taken for one.
 */

import type { ReadEvent } from "./store";

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

/** A reader that knows the notes, from one that knows only payloads. */
export const knowingNotes =
  (read: ReadEvent): ReadEvent =>
  (topic, payload) => {
    const note = unreadableOf(payload);
    return note ? { kind: "parked", ...note } : read(topic, payload);
  };
