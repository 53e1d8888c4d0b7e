/** The versions of the terms: which is in force, and who saved each. */
import { Badge, BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import { useAdmin } from "../../components/admin";

export interface VersionView {
  readonly version: number;
  readonly at: number;
  readonly actor: string;
}

export function HistoryCard({ versions, inForce }: { versions: readonly VersionView[]; inForce: number }) {
  const { translator, timeZone } = useAdmin();
  const { t, dateTime } = translator;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("program.history")}
        </Text>
        <Text as="p" tone="subdued">
          {t("program.frozen")}
        </Text>
        <ol className="vafa-audit">
          {versions.map(({ version, at, actor }) => (
            <li key={version}>
              <InlineStack gap="200">
                <span>{t("program.version", { version })}</span>
                {version === inForce && <Badge tone="success">{t("program.history.current")}</Badge>}
              </InlineStack>
              <div className="vafa-quiet">
                {t("program.history.by", { date: dateTime(at, timeZone), actor })}
              </div>
            </li>
          ))}
        </ol>
      </BlockStack>
    </Card>
  );
}
