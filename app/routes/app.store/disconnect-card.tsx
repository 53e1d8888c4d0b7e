/** The end of the connection, after it was said what it means; and what could not be taken back. */
import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, Card, List, Modal, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslator } from "../../components/admin";
import { Refusal } from "../../components/refusal";
import type { StoreAnswer } from "./store.server";

export function DisconnectCard() {
  const { t } = useTranslator();
  const fetcher = useFetcher<StoreAnswer>();
  const [asking, setAsking] = useState(false);
  const { data, state } = fetcher;
  const disconnect = () => {
    fetcher.submit({ intent: "disconnect" }, { method: "post" });
    setAsking(false);
  };
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("connection.disconnect")}
        </Text>
        {data?.done ? <Ended answer={data} /> : <Text as="p">{t("connection.disconnect.text")}</Text>}
        <Refusal answer={state === "idle" ? data : undefined} />
        {!data?.done && (
          <div>
            <Button tone="critical" loading={state !== "idle"} onClick={() => setAsking(true)}>
              {t("connection.disconnect")}
            </Button>
          </div>
        )}
      </BlockStack>
      <Modal
        open={asking}
        onClose={() => setAsking(false)}
        title={t("connection.disconnect.title")}
        primaryAction={{ content: t("connection.disconnect"), onAction: disconnect, destructive: true }}
        secondaryActions={[{ content: t("common.cancel"), onAction: () => setAsking(false) }]}
      >
        <Modal.Section>
          <Text as="p">{t("connection.disconnect.text")}</Text>
        </Modal.Section>
      </Modal>
    </Card>
  );
}

function Ended({ answer }: { readonly answer: StoreAnswer }) {
  return (
    <Banner tone="info" title={answer.message}>
      <List>
        {answer.remained?.map((text) => (
          <List.Item key={text}>{text}</List.Item>
        ))}
      </List>
    </Banner>
  );
}
