/** The form's fields. Each knows its path in the terms and so finds its own complaint; numbers may be typed in any digits. */
import { FormLayout, TextField, type TextFieldProps } from "@shopify/polaris";
import { useContext } from "react";
import { useAdmin } from "../admin";
import { FieldErrors } from "./field-errors";
import type { NameDraft } from "./writer";

interface FieldProps {
  readonly path: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly helpText?: string;
}

type Look = Pick<TextFieldProps, "inputMode" | "suffix" | "maxLength">;

function Field({ path, label, value, onChange, helpText, ...look }: FieldProps & Look) {
  const error = useContext(FieldErrors)(path, value);
  return (
    <TextField
      id={path}
      label={label}
      value={value}
      onChange={onChange}
      autoComplete="off"
      {...(helpText === undefined ? {} : { helpText })}
      {...(error === undefined ? {} : { error })}
      {...look}
    />
  );
}

export function WholeField(props: FieldProps) {
  return <Field inputMode="numeric" maxLength={20} {...props} />;
}

export function MoneyField(props: FieldProps) {
  const { translator, currency } = useAdmin();
  return <Field inputMode="decimal" maxLength={24} suffix={translator.currencyName(currency)} {...props} />;
}

export function MultiplierField(props: FieldProps) {
  return <Field inputMode="decimal" maxLength={10} suffix="×" {...props} />;
}

export function PercentField(props: FieldProps) {
  return <Field inputMode="decimal" maxLength={10} suffix="%" {...props} />;
}

export function PlainField(props: FieldProps) {
  return <Field maxLength={255} {...props} />;
}

const languages = ["en", "fa", "ar"] as const;

interface NameProps {
  readonly path: string;
  readonly name: NameDraft;
  readonly onChange: (name: NameDraft) => void;
}

/** One text in three languages, side by side. Each is written in its own direction. */
export function NameFields({ path, name, onChange }: NameProps) {
  const { t } = useAdmin().translator;
  return (
    <div className="vafa-names">
      <FormLayout.Group condensed>
        {languages.map((language) => (
          <Field
            key={language}
            path={`${path}.${language}`}
            label={t(`program.name.${language}`)}
            value={name[language]}
            onChange={(text) => onChange({ ...name, [language]: text })}
            maxLength={120}
          />
        ))}
      </FormLayout.Group>
    </div>
  );
}
