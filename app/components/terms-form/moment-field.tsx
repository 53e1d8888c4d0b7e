/** A date and time by the shop's clock, in the reader's own calendar; empty for open-ended. */
import { TextField } from "@shopify/polaris";
import { useContext } from "react";
import { calendarOf } from "../../i18n/locales";
import { useAdmin } from "../admin";
import { PersianDayFields } from "../dates/persian-day-fields";
import { FieldErrors } from "./field-errors";
import { localText, momentOf } from "./local-moments";

interface Props {
  readonly path: string;
  readonly label: string;
  readonly helpText?: string;
  readonly at: number | null;
  readonly onChange: (at: number | null) => void;
}

export function MomentField({ path, label, helpText, at, onChange }: Props) {
  const { timeZone, translator } = useAdmin();
  const text = localText(at, timeZone);
  // The field itself speaks the browser's calendar: the reader's own is said below it.
  const said = at === null ? null : translator.dateTime(at, timeZone);
  const help = [said, helpText].filter((one) => one != null).join(" · ");
  const error = useContext(FieldErrors)(path, text);
  const common = {
    id: path,
    label,
    ...(help === "" ? {} : { helpText: help }),
    ...(error === undefined ? {} : { error }),
  };
  const change = (local: string) => onChange(momentOf(local, timeZone));
  if (calendarOf(translator.locale) === "persian")
    return <PersianMoment {...common} text={text} change={change} />;
  return <TextField {...common} type="datetime-local" value={text} onChange={change} autoComplete="off" />;
}

interface PersianProps {
  readonly id: string;
  readonly label: string;
  readonly helpText?: string;
  readonly error?: string;
  /** "2026-12-01T09:00", or "". */
  readonly text: string;
  readonly change: (local: string) => void;
}

const midnight = "00:00";

/** A day chosen without a time begins at midnight. */
function PersianMoment({ text, change, ...common }: PersianProps) {
  const { t } = useAdmin().translator;
  const [day = "", time = ""] = text.split("T");
  return (
    <PersianDayFields {...common} value={day} onChange={(iso) => change(iso && `${iso}T${time || midnight}`)}>
      <TextField
        id={`${common.id}.time`}
        label={t("date.time")}
        type="time"
        value={time}
        disabled={day === ""}
        onChange={(next) => change(`${day}T${next || midnight}`)}
        autoComplete="off"
      />
    </PersianDayFields>
  );
}
