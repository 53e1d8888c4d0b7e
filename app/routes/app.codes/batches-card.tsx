/** The batches: how many codes of each were used, the list to print, and stopping what is left. */
import { useFetcher } from "@remix-run/react";
import { Badge, BlockStack, Button, ButtonGroup, Card, InlineStack, Modal, Text } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useAdmin } from "../../components/admin";
import { useAnnounced } from "../../components/announce";
import { saveCsv } from "../../components/csv-file";
import { Empty } from "../../components/empty";
import { Refusal } from "../../components/refusal";
import type { CodesAnswer } from "./answer";

export interface BatchView {
  readonly id: number;
  readonly name: string;
  readonly points: number;
  readonly quantity: number;
  readonly prefix: string;
  readonly redeemed: number;
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly state: "open" | "stopped" | "over";
}

export function BatchesCard({ batches }: { readonly batches: readonly BatchView[] }) {
  const { t } = useAdmin().translator;
  return (
    <Card>
      <BlockStack gap="400">
        {batches.length === 0 ? (
          <Empty title={t("codes.empty")}>
            <p>{t("codes.empty.text")}</p>
          </Empty>
        ) : (
          <Text as="h2" variant="headingMd">
            {t("codes.batches")}
          </Text>
        )}
        {batches.map((batch) => (
          <Batch key={batch.id} batch={batch} />
        ))}
      </BlockStack>
    </Card>
  );
}

const tones = { open: "success", stopped: "critical", over: "attention" } as const;

function Batch({ batch }: { readonly batch: BatchView }) {
  const { translator, timeZone } = useAdmin();
  const { t, number, percent, date, direction } = translator;
  const { name, state, redeemed, quantity, expiresAt, prefix } = batch;
  const share = redeemed / quantity;
  const facts = [
    t("points.amount", { count: batch.points }),
    prefix === "" ? null : t("codes.begins", { prefix }),
    t("codes.made", { date: date(batch.createdAt, timeZone) }),
    expiresAt === null ? null : t("codes.good-until", { date: date(expiresAt - 1, timeZone) }),
  ];
  return (
    <section className="vafa-item" aria-label={name}>
      <BlockStack gap="200">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h3" variant="headingSm">
            {name}
          </Text>
          <Badge tone={tones[state]}>{t(`codes.state.${state}`)}</Badge>
        </InlineStack>
        <p className="vafa-quiet">{facts.filter((fact) => fact !== null).join(" · ")}</p>
        <p>{t("codes.used", { used: number(redeemed), all: number(quantity), share: percent(share) })}</p>
        <svg
          className="vafa-funnel__bar"
          viewBox="0 0 100 4"
          preserveAspectRatio="none"
          aria-hidden="true"
          focusable="false"
          width="100%"
          height="6"
        >
          <rect width="100" height="4" fill="var(--p-color-bg-surface-tertiary)" />
          <rect
            x={direction === "rtl" ? 100 - share * 100 : 0}
            width={share * 100}
            height="4"
            className="vafa-issued"
            fill="var(--vafa-issued)"
          />
        </svg>
        <Deeds batch={batch} />
      </BlockStack>
    </section>
  );
}

function useDownload(answer: CodesAnswer | undefined): void {
  useEffect(() => {
    if (answer?.done && answer.file) saveCsv(answer.file.name, answer.file.rows);
  }, [answer]);
}

function Deeds({ batch }: { readonly batch: BatchView }) {
  const { t } = useAdmin().translator;
  const fetcher = useFetcher<CodesAnswer>({ key: `batch-${batch.id}` });
  const [asking, setAsking] = useState(false);
  const { data, state } = fetcher;
  useAnnounced(data);
  useDownload(data);
  const ask = (intent: "csv" | "stop") => {
    fetcher.submit({ intent, batch: String(batch.id) }, { method: "post" });
    setAsking(false);
  };
  return (
    <>
      <Refusal answer={state === "idle" ? data : undefined} />
      <ButtonGroup>
        <Button onClick={() => ask("csv")} loading={state !== "idle"}>
          {t("codes.csv")}
        </Button>
        {batch.state === "open" && (
          <Button variant="plain" tone="critical" onClick={() => setAsking(true)}>
            {t("codes.stop")}
          </Button>
        )}
      </ButtonGroup>
      <Modal
        open={asking}
        onClose={() => setAsking(false)}
        title={t("codes.stop.title", { name: batch.name })}
        primaryAction={{ content: t("codes.stop"), onAction: () => ask("stop"), destructive: true }}
        secondaryActions={[{ content: t("common.cancel"), onAction: () => setAsking(false) }]}
      >
        <Modal.Section>
          <Text as="p">{t("codes.stop.text", { count: batch.quantity - batch.redeemed })}</Text>
        </Modal.Section>
      </Modal>
    </>
  );
}
