/** The frame of every page that edits a part of the terms: title, save and discard, refusals, complaints, and room beside the form for its worked example. */
import { Banner, BlockStack, Page } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useTranslator } from "../admin";
import { Columns } from "../columns";
import { HostSaveBar, SaveRefusal } from "./save-controls";
import { useSaving } from "./saving";
import type { Saved, TermsForm } from "./terms-form";

interface Props {
  readonly title: string;
  readonly subtitle?: string;
  readonly form: Pick<TermsForm<unknown>, "basedOn" | "dirty" | "reset" | "reading" | "insist" | "settle">;
  /** What is in force now. */
  readonly saved: Saved;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

export function TermsPage({ title, subtitle, form, saved, aside, children }: Props) {
  const { t } = useTranslator();
  const saving = useSaving(form);
  const problems = form.dirty && form.reading.problems ? Object.keys(form.reading.problems).length : 0;
  const body = (
    <>
      <SaveRefusal state={form} saving={saving} latest={saved} />
      {problems > 0 && <Banner tone="warning">{t("program.errors", { count: problems })}</Banner>}
      {children}
    </>
  );
  return (
    <>
      <HostSaveBar state={form} saving={saving} latest={saved} />
      <Page
        title={title}
        {...(subtitle === undefined ? {} : { subtitle })}
        primaryAction={{
          content: t("common.save"),
          onAction: () => saving.save(),
          loading: saving.busy,
          disabled: !form.dirty,
        }}
        secondaryActions={[
          {
            content: t("common.discard"),
            onAction: () => form.reset(saved),
            disabled: !form.dirty || saving.busy,
          },
        ]}
      >
        {aside === undefined ? (
          <BlockStack gap="400">{body}</BlockStack>
        ) : (
          <Columns
            aside={
              <div className="vafa-aside">
                <BlockStack gap="400">{aside}</BlockStack>
              </div>
            }
          >
            {body}
          </Columns>
        )}
      </Page>
    </>
  );
}
