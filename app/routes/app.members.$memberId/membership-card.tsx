/** The membership of one member: how and until when, consents in their words, and what staff may do on the member's behalf. */
import { useFetcher } from "@remix-run/react";
import { Badge, BlockStack, Button, Card, Modal, Text } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useAdmin } from "../../components/admin";
import { type Answer, useAnnounced } from "../../components/announce";
import { Refusal } from "../../components/refusal";
import { saveJson } from "../../components/save-file";
import { useMay } from "../app/use-may";
import type { FileAnswer, MembershipCardView } from "./membership.server";

interface Props {
  readonly memberId: number;
  readonly membership: MembershipCardView;
  /** Points that leaving would take. */
  readonly atStake: number;
}

export function MembershipCard({ memberId, membership, atStake }: Props) {
  const { translator, timeZone } = useAdmin();
  const { t, date } = translator;
  const { until, over, mayLeave, mayErase } = membership;
  const may = useMay();
  // A membership ends with the first moment of a day; its last day is the one before.
  const end = until === null ? null : date(until - 1, timeZone);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("membership.card")}
        </Text>
        <div className="vafa-stack">
          <p>{t("membership.card.joined", { how: membership.how })}</p>
          {end && <p>{t(over ? "membership.card.ended" : "membership.card.until", { date: end })}</p>}
        </div>
        <Consents consents={membership.consents} />
        {may("export") && <Export memberId={memberId} />}
        {mayLeave && may("leave") && (
          <Deed intent="leave" text={t("membership.card.leave.text", { points: atStake })} />
        )}
        {mayErase && may("erase") && <Deed intent="erase" text={t("membership.card.erase.text")} />}
      </BlockStack>
    </Card>
  );
}

function Consents({ consents }: { readonly consents: MembershipCardView["consents"] }) {
  const { translator, timeZone } = useAdmin();
  const { t, date } = translator;
  return (
    <div className="vafa-stack">
      <Text as="h3" variant="headingSm">
        {t("membership.card.consents")}
      </Text>
      {consents.length === 0 && <p className="vafa-quiet">{t("membership.card.consents.none")}</p>}
      {consents.map(({ purpose, granted, text, source, at }) => (
        <div key={purpose}>
          <Badge tone={granted ? "success" : "attention"}>{t(`consent.title.${purpose}`)}</Badge>
          <div className="vafa-quiet">
            {t(granted ? "membership.card.granted" : "membership.card.withdrawn", {
              date: date(at, timeZone),
              source,
            })}
          </div>
          <details className="vafa-fold">
            <summary>{t("membership.card.words")}</summary>
            <p>{text}</p>
          </details>
        </div>
      ))}
    </div>
  );
}

function Export({ memberId }: { readonly memberId: number }) {
  const { t } = useAdmin().translator;
  const fetcher = useFetcher<FileAnswer>();
  const { data, state } = fetcher;
  useAnnounced(data);
  useEffect(() => {
    if (data?.held !== undefined) saveJson(`member-${memberId}.json`, data.held);
  }, [data, memberId]);
  return (
    <fetcher.Form method="post">
      <input type="hidden" name="intent" value="export" />
      <Button submit loading={state !== "idle"}>
        {t("membership.card.export")}
      </Button>
    </fetcher.Form>
  );
}

/** Asked once more before it is done. */
function Deed({ intent, text }: { readonly intent: "leave" | "erase"; readonly text: string }) {
  const { t } = useAdmin().translator;
  const fetcher = useFetcher<Answer>();
  const [asking, setAsking] = useState(false);
  const { data, state } = fetcher;
  useAnnounced(data);
  useEffect(() => {
    if (data?.done) setAsking(false);
  }, [data]);
  return (
    <>
      <div>
        <Button variant="plain" tone="critical" onClick={() => setAsking(true)}>
          {t(`membership.card.${intent}`)}
        </Button>
      </div>
      <Modal
        open={asking}
        onClose={() => setAsking(false)}
        title={t(`membership.card.${intent}.title`)}
        primaryAction={{
          content: t(`membership.card.${intent}`),
          destructive: true,
          loading: state !== "idle",
          onAction: () => fetcher.submit({ intent }, { method: "post" }),
        }}
        secondaryActions={[{ content: t("common.cancel"), onAction: () => setAsking(false) }]}
      >
        <Modal.Section>
          <BlockStack gap="300">
            <Refusal answer={state === "idle" ? data : undefined} />
            <p>{text}</p>
          </BlockStack>
        </Modal.Section>
      </Modal>
    </>
  );
}
