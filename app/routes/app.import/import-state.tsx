/** How far an import is. Told to screen readers as it moves, without interrupting them. */
import { Badge, BlockStack, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { useAdmin } from "../../components/admin";

export interface ImportView {
  readonly state: "running" | "done" | "failed";
  readonly orders: number;
  /** Null while the store has not told how many there are. */
  readonly expected: number | null;
  readonly finishedAt: number | null;
}

export function ImportState({ latest }: { latest: ImportView | null }) {
  const { t } = useAdmin().translator;
  if (!latest) {
    return (
      <Text as="p" tone="subdued">
        {t("import.never")}
      </Text>
    );
  }
  return (
    <BlockStack gap="300">
      <InlineStack gap="200" blockAlign="center">
        <Text as="h2" variant="headingMd">
          {t(`import.${latest.state}`)}
        </Text>
        {latest.state === "done" && <Badge tone="success">{t("home.step.done")}</Badge>}
        {latest.state === "failed" && <Badge tone="warning" />}
      </InlineStack>
      {latest.state === "running" && <Bar latest={latest} />}
      <div aria-live="polite">
        <Told latest={latest} />
      </div>
      {latest.state === "running" && (
        <Text as="p" tone="subdued">
          {t("import.running.text")}
        </Text>
      )}
    </BlockStack>
  );
}

/** Ninety-nine at most while it runs: the last order is not the last thing to be done. */
function percentOf({ orders, expected }: ImportView): number {
  return expected === null || expected === 0 ? 0 : Math.min(99, Math.floor((orders * 100) / expected));
}

function Bar({ latest }: { latest: ImportView }) {
  const { t } = useAdmin().translator;
  return (
    <div className="vafa-bar">
      <Text as="span" visuallyHidden id="import-progress">
        {t("import.label")}
      </Text>
      <ProgressBar progress={percentOf(latest)} size="small" ariaLabelledBy="import-progress" />
    </div>
  );
}

function Told({ latest: { state, orders, expected, finishedAt } }: { latest: ImportView }) {
  const { translator, timeZone } = useAdmin();
  const { t, dateTime } = translator;
  if (state === "failed") return <Text as="p">{t("import.failed.text", { count: orders })}</Text>;
  if (state === "done") {
    const date = finishedAt === null ? "" : dateTime(finishedAt, timeZone);
    return <Text as="p">{t("import.done.text", { count: orders, date })}</Text>;
  }
  if (expected === null) return <Text as="p">{t("import.progress.open", { count: orders })}</Text>;
  return <Text as="p">{t("import.progress", { orders, expected })}</Text>;
}
