/** A new API key: its name, what it may do, and then the key itself, this once. */
import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, Card, ChoiceList, Text, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslator } from "../../components/admin";
import { useAnnounced } from "../../components/announce";
import { Refusal } from "../../components/refusal";
import { type ApiScope, apiScopes } from "../../contract/public-api";
import type { KeyAnswer } from "./keys.server";

const first: readonly ApiScope[] = ["events:write"];

export function NewKeyCard({ address }: { readonly address: string }) {
  const { t } = useTranslator();
  const fetcher = useFetcher<KeyAnswer>();
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<readonly ApiScope[]>(first);
  const { data, state } = fetcher;
  useAnnounced(data);
  useEffect(() => {
    if (!data?.done) return;
    setName("");
    setScopes(first);
  }, [data]);
  return (
    <Card>
      <fetcher.Form method="post">
        <input type="hidden" name="intent" value="create" />
        <input type="hidden" name="scopes" value={scopes.join(" ")} />
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            {t("settings.key.new")}
          </Text>
          <TextField
            label={t("settings.key.name")}
            helpText={t("settings.key.name.help")}
            name="name"
            value={name}
            onChange={setName}
            maxLength={80}
            autoComplete="off"
          />
          <ChoiceList
            allowMultiple
            title={t("settings.key.may")}
            choices={apiScopes.map((scope) => ({ value: scope, label: t(`settings.scope.${scope}`) }))}
            selected={[...scopes]}
            onChange={(chosen) => setScopes(apiScopes.filter((scope) => chosen.includes(scope)))}
          />
          <Refusal answer={state === "idle" ? data : undefined} />
          <div>
            <Button submit variant="primary" loading={state !== "idle"}>
              {t("settings.key.create")}
            </Button>
          </div>
          {data?.done && data.key && <FreshKey secret={data.key} address={address} />}
        </BlockStack>
      </fetcher.Form>
    </Card>
  );
}

/** Shown once. Copying asks the browser; where it refuses, the text can be selected. */
function FreshKey({ secret, address }: { readonly secret: string; readonly address: string }) {
  const { t } = useTranslator();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(secret).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <Banner tone="success" title={t("settings.key.once")}>
      <BlockStack gap="300">
        <TextField
          label={t("settings.key.key")}
          value={secret}
          readOnly
          autoComplete="off"
          monospaced
          connectedRight={
            <Button onClick={copy}>{t(copied ? "settings.key.copied" : "settings.key.copy")}</Button>
          }
        />
        <p className="vafa-code">{`${address}/api/v1/events`}</p>
      </BlockStack>
    </Banner>
  );
}
