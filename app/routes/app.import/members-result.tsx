/** How far a file of members is, and what comes of it: beforehand what will happen, afterwards what has. */
import { Badge, BlockStack, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { useTranslator } from "../../components/admin";
import { FactTable } from "../../components/fact-table";
import type { MemberImportView } from "./members.server";

const shown = [
  "members",
  "enrolled",
  "lots",
  "points",
  "pending",
  "pins",
  "history",
  "lapsed",
  "known",
] as const;

export function MembersResult({ latest }: { latest: MemberImportView }) {
  const { t, number } = useTranslator();
  const { state, fileName, ignored, counts } = latest;
  const counted = shown.filter((key) => counts[key] > 0 || key === "members" || key === "points");
  return (
    <BlockStack gap="300">
      <InlineStack gap="200" blockAlign="center">
        <Text as="h3" variant="headingSm">
          {t(`member-import.state.${state}`)}
        </Text>
        {state === "done" && <Badge tone="success">{t("home.step.done")}</Badge>}
      </InlineStack>
      <Text as="p" tone="subdued" breakWord>
        {t("member-import.file", { name: `\u2068${fileName}\u2069` })}
      </Text>
      {ignored.length > 0 && (
        <Text as="p" tone="subdued" breakWord>
          {t("member-import.ignored", { columns: ignored.map((one) => `\u2068${one}\u2069`).join(", ") })}
        </Text>
      )}
      {(state === "checking" || state === "importing") && <Progress latest={latest} />}
      {state !== "cancelled" && (
        <FactTable
          narrow
          caption={t("member-import.counts.title")}
          columns={[
            { title: t("member-import.counts.what") },
            { title: t("member-import.counts.how-many"), numeric: true },
          ]}
          rows={counted.map((key) => ({
            key,
            cells: [t(`member-import.count.${key}`), number(counts[key])],
          }))}
        />
      )}
    </BlockStack>
  );
}

function Progress({ latest: { place, expected } }: { latest: MemberImportView }) {
  const { t } = useTranslator();
  const percent = expected === 0 ? 0 : Math.min(99, Math.floor((place * 100) / expected));
  return (
    <BlockStack gap="100">
      <div className="vafa-bar">
        <Text as="span" visuallyHidden id="member-import-progress">
          {t("member-import.title")}
        </Text>
        <ProgressBar progress={percent} size="small" ariaLabelledBy="member-import-progress" />
      </div>
      <div aria-live="polite">
        <Text as="p">{t("member-import.progress", { place, expected })}</Text>
      </div>
    </BlockStack>
  );
}
