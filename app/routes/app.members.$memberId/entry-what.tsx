/** One entry in words: what kind, why, with whose note, when it can be spent, and how the order's award was computed. */
import type { ReactNode } from "react";
import { useAdmin } from "../../components/admin";
import { notYet } from "../../loyalty/not-yet";
import { Breakdown } from "./breakdown";
import type { EntryView } from "./timeline-view.server";

interface Props {
  readonly entry: EntryView;
  readonly actors: Readonly<Record<string, string>>;
  readonly children: ReactNode;
}

export function EntryWhat({ entry, actors, children }: Props) {
  const { t, number } = useAdmin().translator;
  const asides = [
    entry.from === null ? null : t("timeline.from", { member: number(entry.from) }),
    entry.note && t("entry.note", { note: entry.note }),
    entry.actor && t("entry.actor", { actor: actors[entry.actor] ?? entry.actor }),
    ...useDates(entry),
  ].filter((aside) => aside !== null);
  return (
    <div className="vafa-entry">
      <div>
        <span className="vafa-strong">{t(`entry.kind.${entry.kind}`)}</span> · <bdi>{entry.sentence}</bdi>
      </div>
      {asides.map((aside) => (
        <div key={aside} className="vafa-quiet">
          {aside}
        </div>
      ))}
      {entry.breakdown && <Breakdown award={entry.breakdown} />}
      {children}
    </div>
  );
}

const dayMs = 86_400_000;

/** A lot ends with the first moment of a day; its last good day is the one before. */
const lastDay = (expiresAt: number) => expiresAt - 1;

function useDates({ at, happenedAt, maturesAt, expiresAt, idleDays }: EntryView): (string | null)[] {
  const { translator, timeZone } = useAdmin();
  const { t, date } = translator;
  const matures = (from: number) =>
    from >= notYet ? t("timeline.matures.not-yet") : t("timeline.matures", { date: date(from, timeZone) });
  return [
    maturesAt !== null && maturesAt > at ? matures(maturesAt) : null,
    idleDays === null ? null : t("timeline.expires-idle", { days: idleDays }),
    expiresAt === null || idleDays !== null
      ? null
      : t("timeline.expires", { date: date(lastDay(expiresAt), timeZone) }),
    at - happenedAt > dayMs ? t("timeline.recorded", { date: date(at, timeZone) }) : null,
  ];
}
