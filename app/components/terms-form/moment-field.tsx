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
  const { timeZone } = useAdmin();
  const text = localText(at, timeZone);
  const error = useContext(FieldErrors)(path, text);
  return (
    <TextField
      id={path}
      type="datetime-local"
      label={label}
      value={text}
      onChange={(value) => onChange(momentOf(value, timeZone))}
      autoComplete="off"
      {...(helpText === undefined ? {} : { helpText })}
      {...(error === undefined ? {} : { error })}
    />
  );
}
