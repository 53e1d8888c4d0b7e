/** A date and time by the shop's clock; empty for open-ended. */
import { TextField } from "@shopify/polaris";
import { useContext } from "react";
import { useAdmin } from "../admin";
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
  return (
    <TextField
      id={path}
      type="datetime-local"
      label={label}
      value={text}
      onChange={(value) => onChange(momentOf(value, timeZone))}
      autoComplete="off"
      {...(help === "" ? {} : { helpText: help })}
      {...(error === undefined ? {} : { error })}
    />
  );
}
