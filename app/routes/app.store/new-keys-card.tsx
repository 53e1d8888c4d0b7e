/** New keys for the same store. They are never shown again. */
import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, Card, Text, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslator } from "../../components/admin";
import { useAnnounced } from "../../components/announce";
import { Refusal } from "../../components/refusal";
import type { StoreAnswer } from "./store.server";

export function NewKeysCard() {
  const { t } = useTranslator();
  const fetcher = useFetcher<StoreAnswer>();
  const [key, setKey] = useState("");
  const [secret, setSecret] = useState("");
  const { data, state } = fetcher;
  useAnnounced(data);
  useEffect(() => {
    if (!data?.done) return;
    setKey("");
    setSecret("");
  }, [data]);
  return (
    <Card>
      <fetcher.Form method="post">
        <input type="hidden" name="intent" value="keys" />
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            {t("connection.keys")}
          </Text>
          <Text as="p">{t("connection.keys.help")}</Text>
          <Text as="p" tone="subdued">
            {t("connect.paste.help")}
          </Text>
          <TextField
            label={t("connect.key")}
            name="key"
            value={key}
            onChange={setKey}
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
          />
          <TextField
            label={t("connect.secret")}
            name="secret"
            type="password"
            value={secret}
            onChange={setSecret}
            maxLength={200}
            autoComplete="off"
          />
          <Refusal answer={state === "idle" ? data : undefined} />
          <div>
            <Button
              submit
              variant="primary"
              loading={state !== "idle"}
              disabled={key === "" || secret === ""}
            >
              {t("connection.keys.save")}
            </Button>
          </div>
        </BlockStack>
      </fetcher.Form>
    </Card>
  );
}
