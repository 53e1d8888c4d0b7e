/** Saving as it is seen: the store's own save bar, a refusal, and the choice when somebody else has saved meanwhile. */
import { SaveBar } from "@shopify/app-bridge-react";
import { Banner } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslator } from "../admin";
import { Refusal } from "../refusal";
import type { Saving } from "./saving";
import type { Saved, TermsForm } from "./terms-form";

interface Props {
  readonly state: Pick<TermsForm<unknown>, "basedOn" | "dirty" | "reset">;
  readonly saving: Saving;
  /** What is in force now. */
  readonly latest: Saved;
}

/** What became of saving, when it was refused. */
export function SaveRefusal({ state, saving, latest }: Props) {
  const { answer } = saving;
  const conflict = answer !== undefined && !answer.done && answer.reason === "terms-changed-meanwhile";
  if (conflict && latest.version !== state.basedOn)
    return <Conflict state={state} saving={saving} latest={latest} />;
  return <Refusal answer={answer} />;
}

/** The save bar of the store's admin, where the admin brings one; the page's own buttons are there in any case. */
export function HostSaveBar({ state, saving, latest }: Props) {
  const { t } = useTranslator();
  const [there, setThere] = useState(false);
  useEffect(() => setThere(customElements.get("ui-save-bar") !== undefined), []);
  if (!there) return null;
  return (
    <SaveBar id="terms" open={state.dirty}>
      <button type="button" {...{ variant: "primary" }} onClick={() => saving.save()}>
        {t("common.save")}
      </button>
      <button type="button" onClick={() => state.reset(latest)}>
        {t("common.discard")}
      </button>
    </SaveBar>
  );
}

function Conflict({ state, saving, latest }: Props) {
  const { t } = useTranslator();
  return (
    <Banner
      tone="warning"
      title={t("program.conflict.title", { version: latest.version })}
      action={{ content: t("program.conflict.theirs"), onAction: () => state.reset(latest) }}
      secondaryAction={{ content: t("program.conflict.mine"), onAction: () => saving.save(latest.version) }}
    >
      <p>{t("program.conflict.text")}</p>
    </Banner>
  );
}
