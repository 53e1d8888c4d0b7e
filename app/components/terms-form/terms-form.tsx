/**
 * A form over a part of the terms: what is being typed, what it was before, what is wrong with it. A draft is never lost: not by a refusal, not by
 * somebody else saving meanwhile. Each page makes its own with `createTermsForm` and edits only its part; the rest of the terms stays as it is.
 */
import { type Context, createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { type Terms, type TermsInput, termsSchema } from "../../loyalty/program";
import { useAdmin } from "../admin";
import { FieldErrors } from "./field-errors";
import { type Problems, problemsOf, problemText, type Unit, unitOfPath } from "./problems";
import { type FieldReader, fieldReader } from "./reader";
import { type FieldWriter, fieldWriter } from "./writer";

/** Terms as they were loaded. */
export interface Saved {
  readonly version: number;
  readonly terms: Terms;
}

/** What of the terms a page edits, as yet unjudged. */
export type Part = { readonly [Key in keyof TermsInput]?: unknown };

export interface FormKind<Draft> {
  draftOf(terms: Terms, write: FieldWriter): Draft;
  /** The edited part of the terms. Texts become numbers through `read`; `base` is what is kept of a part the form shows only partly. */
  partFrom(draft: Draft, read: FieldReader, base: Terms): Part;
  /** The unit of a field's number where its name does not tell it. */
  unitOf?(path: string, draft: Draft): Unit | undefined;
}

export type Reading =
  | { readonly terms: Terms; readonly part: Part; readonly problems: null }
  | { readonly terms: null; readonly part: null; readonly problems: Problems };

export interface TermsForm<Draft> {
  readonly draft: Draft;
  readonly write: FieldWriter;
  readonly reading: Reading;
  readonly dirty: boolean;
  /** The version the draft began from. */
  readonly basedOn: number;
  change(part: Partial<Draft>): void;
  /** The complaint about a field, once it is fair to make it: not about an empty field that nobody has come to yet. */
  errorAt(path: string, text: string): string | undefined;
  /** From now on empty fields are complained about, too. */
  insist(): void;
  /** What is in the form has become this version. */
  settle(version: number): void;
  /** Drops the draft for what was saved. */
  reset(saved: Saved): void;
}

/** Judges a draft as the whole terms it would lead to. */
export function readDraft<Draft>(
  kind: FormKind<Draft>,
  draft: Draft,
  { base, read }: { readonly base: Terms; readonly read: FieldReader },
): Reading {
  const part = kind.partFrom(draft, read, base);
  const parsed = termsSchema.safeParse({ ...base, ...part });
  if (parsed.success) return { terms: parsed.data, part, problems: null };
  const unitOf = (path: string) => kind.unitOf?.(path, draft) ?? unitOfPath(path);
  return { terms: null, part: null, problems: problemsOf(parsed.error.issues, unitOf) };
}

interface Typing<Draft> {
  readonly version: number;
  readonly terms: Terms;
  readonly draft: Draft;
}

/** One page's kind of form, known to its parts by this value. */
export interface TermsFormOf<Draft> {
  readonly kind: FormKind<Draft>;
  readonly context: Context<TermsForm<Draft> | null>;
}

export function createTermsForm<Draft>(kind: FormKind<Draft>): TermsFormOf<Draft> {
  return { kind, context: createContext<TermsForm<Draft> | null>(null) };
}

/** The state of one page's form. For the page itself. */
export function useTermsFormState<Draft>({ kind }: TermsFormOf<Draft>, saved: Saved): TermsForm<Draft> {
  const { translator, currency } = useAdmin();
  const write = useMemo(() => fieldWriter(translator.locale, currency), [translator.locale, currency]);
  const [base, setBase] = useState<Typing<Draft>>(() => ({
    ...saved,
    draft: kind.draftOf(saved.terms, write),
  }));
  const [draft, setDraft] = useState(base.draft);
  const [insisting, setInsisting] = useState(false);
  const reading = useMemo(
    () => readDraft(kind, draft, { base: base.terms, read: fieldReader(currency) }),
    [kind, draft, base.terms, currency],
  );
  return {
    draft,
    write,
    reading,
    dirty: useMemo(() => JSON.stringify(draft) !== JSON.stringify(base.draft), [draft, base]),
    basedOn: base.version,
    change: (part) => setDraft((before) => ({ ...before, ...part })),
    errorAt(path, text) {
      const problem = reading.problems?.[path];
      if (!problem || (text === "" && !insisting)) return undefined;
      const unit = kind.unitOf?.(path, draft) ?? unitOfPath(path);
      return problemText(problem, { translator, currency, unit });
    },
    insist: () => setInsisting(true),
    settle(version) {
      setBase({ version, terms: reading.terms ?? base.terms, draft });
      setInsisting(false);
    },
    reset({ version, terms }) {
      const fresh = kind.draftOf(terms, write);
      setBase({ version, terms, draft: fresh });
      setDraft(fresh);
      setInsisting(false);
    },
  };
}

/** The frame around the fields. */
export function TermsFormProvider<Draft>({
  of,
  form,
  children,
}: {
  readonly of: TermsFormOf<Draft>;
  readonly form: TermsForm<Draft>;
  readonly children: ReactNode;
}) {
  return (
    <of.context.Provider value={form}>
      <FieldErrors.Provider value={form.errorAt}>{children}</FieldErrors.Provider>
    </of.context.Provider>
  );
}

/** For the parts within. */
export function useTermsForm<Draft>({ context }: TermsFormOf<Draft>): TermsForm<Draft> {
  const form = useContext(context);
  if (!form) throw new Error("this part stands outside its form");
  return form;
}
