/** Day, month and year of the Persian calendar as three fields of one group, and whatever belongs to them, such as the time. */
import { InlineError, Select, Text, TextField } from "@shopify/polaris";
import { type ReactNode, useId, useState } from "react";
import { useTranslator } from "../admin";
import { isoOf } from "./persian-day";
import { changed, daysOf, isoOfParts, type PersianParts, partsOf } from "./persian-parts";

interface Props {
  /** Of the first field; the others have it with their part's name behind it. */
  readonly id: string;
  readonly label: string;
  readonly helpText?: string;
  readonly error?: string;
  /** "2026-11-22", or "" while there is none. */
  readonly value: string;
  readonly onChange: (iso: string) => void;
  readonly children?: ReactNode;
}

/** Whatever year: the months have the same names in all of them. */
const anyYear = 1400;
const months = Array.from({ length: 12 }, (_, index) => index + 1);

export function PersianDayFields({ id, label, helpText, error, value, onChange, children }: Props) {
  const { t, number, month: nameOf, plainNumber } = usePersian();
  const [kept, setKept] = useState<PersianParts>(() => partsOf(value, plainNumber));
  // What is half chosen is nobody's but ours; what came from outside replaces it.
  const parts = isoOfParts(kept) === value ? kept : partsOf(value, plainNumber);
  const about = useId();
  const set = (change: Partial<PersianParts>) => {
    const next = changed(parts, change);
    setKept(next);
    const iso = isoOfParts(next);
    if (iso !== value) onChange(iso);
  };
  const none = { label: "–", value: "" };
  const days = Array.from({ length: daysOf(parts) }, (_, index) => String(index + 1));
  return (
    <fieldset className="vafa-plain" {...(helpText ? { "aria-describedby": about } : {})}>
      <legend>{label}</legend>
      <div className="vafa-day">
        <Select
          id={id}
          label={t("date.day")}
          options={[none, ...days.map((day) => ({ label: number(Number(day)), value: day }))]}
          value={parts.day}
          onChange={(day) => set({ day })}
        />
        <Select
          id={`${id}.month`}
          label={t("date.month")}
          options={[none, ...months.map((month) => ({ label: nameOf(month), value: String(month) }))]}
          value={parts.month}
          onChange={(month) => set({ month })}
        />
        <TextField
          id={`${id}.year`}
          label={t("date.year")}
          inputMode="numeric"
          maxLength={4}
          autoComplete="off"
          value={parts.year}
          onChange={(year) => set({ year })}
        />
        {children}
      </div>
      {error !== undefined && <InlineError message={error} fieldID={id} />}
      {helpText && (
        <Text as="p" tone="subdued" id={about}>
          {helpText}
        </Text>
      )}
    </fieldset>
  );
}

function usePersian() {
  const { t, number, month } = useTranslator();
  return {
    t,
    number,
    month: (place: number) => month(Date.parse(isoOf({ year: anyYear, month: place, day: 1 }) ?? ""), "UTC"),
    /** A year has no separator of thousands. */
    plainNumber: (value: number) => [...String(value)].map((digit) => number(Number(digit))).join(""),
  };
}
