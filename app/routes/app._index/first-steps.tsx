/** What a new shop does first. Goes away by itself once it is done. */
import { Badge, BlockStack, Button, Card, Text } from "@shopify/polaris";
import { useTranslator } from "../../components/admin";
import { useAppPath } from "../../components/app-path";
import type { Step } from "./home.server";

export function FirstSteps({ steps }: { steps: readonly Step[] }) {
  const { t } = useTranslator();
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t("home.steps.title")}
          </Text>
          <Text as="p" tone="subdued">
            {t("home.steps.progress", { done: steps.filter((step) => step.done).length, all: steps.length })}
          </Text>
        </BlockStack>
        {steps.map((step) => (
          <StepRow key={step.id} step={step} />
        ))}
      </BlockStack>
    </Card>
  );
}

function StepRow({ step }: { step: Step }) {
  const { t } = useTranslator();
  const path = useAppPath();
  const own = step.id === "import" ? path("/app/import") : path("/app/program");
  return (
    <div className="vafa-split">
      <div className="vafa-grow">
        <Text as="h3" variant="headingSm">
          {t(`home.step.${step.id}.title`)}
        </Text>
        <Text as="p" tone="subdued">
          {t(step.text ?? `home.step.${step.id}.text`)}
        </Text>
      </div>
      {step.done ? (
        <Badge tone="success">{t("home.step.done")}</Badge>
      ) : (
        <Button url={step.url ?? own} {...(step.url ? { target: "_top" as const } : {})}>
          {t(`home.step.${step.id}.action`)}
        </Button>
      )}
    </div>
  );
}
