/**
 * The form's state: what is being typed, what it was before, what is wrong with it. A draft is never lost: not by a refusal, not by somebody
 * else saving meanwhile.
 */
import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { useAdmin } from "../../components/admin";
import type { Terms } from "../../loyalty/program";
import { type Draft, draftOf, type FieldWriter, fieldWriter } from "./draft";
import { problemText } from "./problem-text";
import { type Reading, readDraft } from "./read-draft";

export interface Saved {
  readonly version: number;
  readonly terms: Terms;
}

export interface ProgramState {
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

const ProgramContext = createContext<ProgramState | null>(null);

export function useProgram(): ProgramState {
  const state = useContext(ProgramContext);
  if (!state) throw new Error("this part stands outside the program's form");
  return state;
}

export function useProgramState(saved: Saved): ProgramState {
  const { translator, currency } = useAdmin();
  const write = useMemo(() => fieldWriter(translator.locale, currency), [translator.locale, currency]);
  const [base, setBase] = useState(() => ({ version: saved.version, draft: draftOf(saved.terms, write) }));
  const [draft, setDraft] = useState(base.draft);
  const [insisting, setInsisting] = useState(false);
  const reading = useMemo(() => readDraft(draft, currency), [draft, currency]);
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
      return problemText(path, problem, { translator, currency, draft });
    },
    insist: () => setInsisting(true),
    settle(version) {
      setBase({ version, draft });
      setInsisting(false);
    },
    reset({ version, terms }) {
      const fresh = draftOf(terms, write);
      setBase({ version, draft: fresh });
      setDraft(fresh);
      setInsisting(false);
    },
  };
}

export function ProgramProvider({ state, children }: { state: ProgramState; children: ReactNode }) {
  return <ProgramContext.Provider value={state}>{children}</ProgramContext.Provider>;
}
