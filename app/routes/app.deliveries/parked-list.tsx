/** Parked events: why each is parked, what arrived without naming anybody, and the two things staff can do about it. */
import { useFetcher } from "@remix-run/react";
import { Badge, BlockStack, Button, ButtonGroup, Card, InlineStack, Text } from "@shopify/polaris";
import { useTranslator } from "../../components/admin";
import { type Answer, useAnnounced } from "../../components/announce";
import { useAppPath } from "../../components/app-path";
import { Pager } from "../../components/pager";
import { Refusal } from "../../components/refusal";
import type { ParkedPage, ParkedView } from "./deliveries.server";

export function ParkedList({ parked }: { parked: ParkedPage }) {
  const { t } = useTranslator();
  const path = useAppPath();
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t("deliveries.parked")}
          </Text>
          <Text as="p" tone="subdued">
            {t(parked.rows.length === 0 ? "deliveries.parked.empty" : "deliveries.parked.help")}
          </Text>
        </BlockStack>
        {parked.rows.map((row) => (
          <ParkedRow key={row.id} row={row} />
        ))}
        <Pager
          label={t("deliveries.parked")}
          newer={parked.first ? null : path("/app/deliveries")}
          older={parked.older === null ? null : path("/app/deliveries", { after: String(parked.older) })}
        />
      </BlockStack>
    </Card>
  );
}

function ParkedRow({ row }: { row: ParkedView }) {
  const { t } = useTranslator();
  const fetcher = useFetcher<Answer>({ key: `parked-${row.id}` });
  useAnnounced(fetcher.data);
  return (
    <section className="vafa-item" aria-label={`${row.topic} ${row.id}`}>
      <div className="vafa-split">
        <div className="vafa-grow">
          <BlockStack gap="100">
            <InlineStack gap="200" blockAlign="center">
              <Text as="h3" variant="headingSm">
                {row.topic}
              </Text>
              <Badge tone="warning">{row.reason}</Badge>
            </InlineStack>
            <Text as="p" tone="subdued">
              {t("deliveries.parked.arrived", { when: row.arrived })}
            </Text>
            {row.detail !== "" && <p className="vafa-code">{row.detail}</p>}
          </BlockStack>
        </div>
        <Decision id={row.id} fetcher={fetcher} />
      </div>
      <Excerpt excerpt={row.excerpt} />
      <Refusal answer={fetcher.data} />
    </section>
  );
}

function Decision({ id, fetcher }: { id: number; fetcher: ReturnType<typeof useFetcher<Answer>> }) {
  const { t } = useTranslator();
  const busy = fetcher.state !== "idle";
  const decide = (intent: "retry" | "dismiss") =>
    fetcher.submit({ intent, id: String(id) }, { method: "post" });
  return (
    <ButtonGroup>
      <Button
        onClick={() => decide("retry")}
        disabled={busy}
        accessibilityLabel={t("deliveries.parked.retry.label", { id })}
      >
        {t("deliveries.parked.retry")}
      </Button>
      <Button
        onClick={() => decide("dismiss")}
        disabled={busy}
        variant="tertiary"
        accessibilityLabel={t("deliveries.parked.dismiss.label", { id })}
      >
        {t("deliveries.parked.dismiss")}
      </Button>
    </ButtonGroup>
  );
}

function Excerpt({ excerpt }: Pick<ParkedView, "excerpt">) {
  const { t } = useTranslator();
  if (excerpt.kind === "nothing") return null;
  if (excerpt.kind !== "shown") {
    const key = excerpt.kind === "too-large" ? "deliveries.parked.large" : "deliveries.parked.unreadable";
    return (
      <Text as="p" tone="subdued">
        {t(key, { size: excerpt.size })}
      </Text>
    );
  }
  return (
    <details className="vafa-fold">
      <summary>{t("deliveries.parked.excerpt")}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard. */}
      <pre className="vafa-excerpt" tabIndex={0}>
        {excerpt.json}
      </pre>
    </details>
  );
}
