/** The API keys there are: what each may do, who made it, when it was last used, and its end. */
import { useFetcher } from "@remix-run/react";
import { Badge, BlockStack, Button, Card, InlineStack, Modal, Text } from "@shopify/polaris";
import { useState } from "react";
import { useAdmin } from "../../components/admin";
import { useAnnounced } from "../../components/announce";
import { Empty } from "../../components/empty";
import { Refusal } from "../../components/refusal";
import type { ApiScope } from "../../contract/public-api";
import type { KeyAnswer } from "./keys.server";

export interface KeyView {
  readonly id: number;
  readonly name: string;
  readonly scopes: readonly ApiScope[];
  readonly by: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
  readonly revoked: boolean;
}

export function KeysCard({ keys }: { readonly keys: readonly KeyView[] }) {
  const { t } = useAdmin().translator;
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t("settings.keys")}
          </Text>
          <Text as="p" tone="subdued">
            {t("settings.keys.help")}
          </Text>
        </BlockStack>
        {keys.length === 0 && (
          <Empty title={t("settings.keys.empty")}>
            <p>{t("settings.keys.empty.text")}</p>
          </Empty>
        )}
        {keys.map((one) => (
          <Key key={one.id} one={one} />
        ))}
      </BlockStack>
    </Card>
  );
}

function Key({ one }: { readonly one: KeyView }) {
  const { translator, timeZone } = useAdmin();
  const { t, date, dateTime } = translator;
  return (
    <section className="vafa-item" aria-label={one.name}>
      <div className="vafa-split">
        <div className="vafa-grow">
          <BlockStack gap="100">
            <InlineStack gap="200" blockAlign="center">
              <Text as="h3" variant="headingSm">
                {one.name}
              </Text>
              {one.revoked && <Badge tone="critical">{t("settings.key.state.revoked")}</Badge>}
            </InlineStack>
            <p>{one.scopes.map((scope) => t(`settings.scope.${scope}`)).join(" · ")}</p>
            <p className="vafa-quiet">
              {t("settings.key.made-by", { date: date(one.createdAt, timeZone), actor: one.by })}
              {" · "}
              {one.lastUsedAt === null
                ? t("settings.key.unused")
                : t("settings.key.used", { when: dateTime(one.lastUsedAt, timeZone) })}
            </p>
          </BlockStack>
        </div>
        {!one.revoked && <Revoke one={one} />}
      </div>
    </section>
  );
}

function Revoke({ one }: { readonly one: KeyView }) {
  const { t } = useAdmin().translator;
  const fetcher = useFetcher<KeyAnswer>({ key: `key-${one.id}` });
  const [asking, setAsking] = useState(false);
  const { data, state } = fetcher;
  useAnnounced(data);
  const revoke = () => {
    fetcher.submit({ intent: "revoke", id: String(one.id) }, { method: "post" });
    setAsking(false);
  };
  return (
    <>
      <Refusal answer={state === "idle" ? data : undefined} />
      <Button variant="plain" tone="critical" loading={state !== "idle"} onClick={() => setAsking(true)}>
        {t("settings.key.revoke")}
      </Button>
      <Modal
        open={asking}
        onClose={() => setAsking(false)}
        title={t("settings.key.revoke.title", { name: one.name })}
        primaryAction={{ content: t("settings.key.revoke"), onAction: revoke, destructive: true }}
        secondaryActions={[{ content: t("common.cancel"), onAction: () => setAsking(false) }]}
      >
        <Modal.Section>
          <Text as="p">{t("settings.key.revoke.text")}</Text>
        </Modal.Section>
      </Modal>
    </>
  );
}
