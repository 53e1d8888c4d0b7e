/** Invitations: a new one by e-mail or customer number, and how the others stand. */
import { useFetcher } from "@remix-run/react";
import { Badge, BlockStack, Button, Card, Text, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useAdmin } from "../../components/admin";
import { type Answer, useAnnounced } from "../../components/announce";
import { Empty } from "../../components/empty";
import { FactTable } from "../../components/fact-table";
import { Refusal } from "../../components/refusal";
import type { InvitationView } from "./membership.server";

const tones = { open: "attention", accepted: "success", revoked: "critical" } as const;

export function InvitationsCard({ invitations }: { readonly invitations: readonly InvitationView[] }) {
  const { t } = useAdmin().translator;
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t("membership.invitations")}
          </Text>
          <Text as="p" tone="subdued">
            {t("membership.invitations.help")}
          </Text>
        </BlockStack>
        <Invite />
        {invitations.length === 0 ? (
          <Empty title={t("membership.invitations.none")}>
            <Text as="p" tone="subdued">
              {t("membership.invitations.none.text")}
            </Text>
          </Empty>
        ) : (
          <Invitations rows={invitations} />
        )}
      </BlockStack>
    </Card>
  );
}

function Invite() {
  const { t } = useAdmin().translator;
  const fetcher = useFetcher<Answer>();
  const [invited, setInvited] = useState("");
  const { data, state } = fetcher;
  useAnnounced(data);
  useEffect(() => {
    if (data?.done) setInvited("");
  }, [data]);
  return (
    <fetcher.Form method="post">
      <input type="hidden" name="intent" value="invite" />
      <BlockStack gap="300">
        <TextField
          name="invited"
          label={t("membership.invite")}
          helpText={t("membership.invite.help")}
          value={invited}
          onChange={setInvited}
          autoComplete="off"
          maxLength={320}
          connectedRight={
            <Button submit loading={state !== "idle"} disabled={invited.trim() === ""}>
              {t("membership.invite.action")}
            </Button>
          }
        />
        <Refusal answer={state === "idle" ? data : undefined} />
      </BlockStack>
    </fetcher.Form>
  );
}

function Invitations({ rows }: { readonly rows: readonly InvitationView[] }) {
  const { translator, timeZone } = useAdmin();
  const { t, date } = translator;
  const columns = [
    { title: t("membership.invitations.who") },
    { title: t("membership.invitations.when") },
    { title: t("membership.invitations.state") },
    { title: t("membership.invitations.deed") },
  ];
  const cells = rows.map((row) => ({
    key: row.id,
    cells: [
      <bdi key="who">{row.who}</bdi>,
      <span key="when">
        {date(row.at, timeZone)} <span className="vafa-quiet">{t("entry.actor", { actor: row.by })}</span>
      </span>,
      <Badge key="state" tone={tones[row.state]}>
        {t(`membership.invitation.${row.state}`)}
      </Badge>,
      row.state === "open" ? <Revoke key="deed" row={row} /> : "–",
    ],
  }));
  return <FactTable caption={t("membership.invitations")} columns={columns} rows={cells} />;
}

function Revoke({ row }: { readonly row: InvitationView }) {
  const { t } = useAdmin().translator;
  const fetcher = useFetcher<Answer>();
  useAnnounced(fetcher.data);
  return (
    <fetcher.Form method="post">
      <input type="hidden" name="intent" value="revoke" />
      <input type="hidden" name="id" value={row.id} />
      <Button
        submit
        variant="plain"
        tone="critical"
        loading={fetcher.state !== "idle"}
        accessibilityLabel={t("membership.invitation.revoke.label", { who: row.who })}
      >
        {t("membership.invitation.revoke")}
      </Button>
      <Refusal answer={fetcher.state === "idle" ? fetcher.data : undefined} />
    </fetcher.Form>
  );
}
