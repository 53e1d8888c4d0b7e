/** A day to be chosen in the reader's own calendar: by the browser's field where that is the Gregorian one, by day, month and year where it is the Persian. */
import { TextField } from "@shopify/polaris";
import { calendarOf } from "../../i18n/locales";
import { useTranslator } from "../admin";
import { PersianDayFields } from "./persian-day-fields";

interface Props {
  readonly id: string;
  /** In a form: the name under which "2026-11-22" is sent. */
  readonly name: string;
  readonly label: string;
  readonly helpText?: string;
  readonly error?: string;
  /** "2026-11-22", or "" for none. */
  readonly value: string;
  readonly onChange: (iso: string) => void;
}

export function DayField({ name, ...props }: Props) {
  const { locale } = useTranslator();
  if (calendarOf(locale) !== "persian")
    return <TextField {...props} name={name} type="date" autoComplete="off" />;
  return (
    <>
      <input type="hidden" name={name} value={props.value} />
      <PersianDayFields {...props} />
    </>
  );
}
