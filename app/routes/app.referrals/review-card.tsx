/** Referrals that look suspicious: the signs in words, and a person's decision with its reason (field lesson 23). */
import { useFetcher } from "@remix-run/react";
import { Badge, BlockStack, Button, ButtonGroup, Card, InlineStack, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useAdmin, useTranslator } from "../../components/admin";
import { type Answer, useAnnounced } from "../../components/announce";
import { Refusal } from "../../components/refusal";
import { MemberLink } from "./member-link";
import type { ReferralView } from "./referrals.server";

export function ReviewCard({ queue }: { readonly queue: readonly ReferralView[] }) {
  const { t } = useTranslator();
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t("referrals.review")}
          </Text>
          <Text as="p" tone="subdued">
            {t(queue.length === 0 ? "referrals.review.empty" : "referrals.review.help")}
          </Text>
        </BlockStack>
        {queue.map((row) => (
          <ReviewRow key={row.id} row={row} />
        ))}
      </BlockStack>
    </Card>
  );
}

function ReviewRow({ row }: { readonly row: ReferralView }) {
  const { translator, timeZone } = useAdmin();
  const { t, number, date } = translator;
  return (
    <section className="vafa-item" aria-label={t("referrals.review.label", { id: number(row.id) })}>
      <BlockStack gap="200">
        <InlineStack gap="200" blockAlign="center">
          <MemberLink member={row.advocate} />
          <Badge tone="warning">{t("referrals.score", { score: row.score })}</Badge>
        </InlineStack>
        <Text as="p" tone="subdued">
          {t("referrals.review.facts", {
            friend: row.friend?.name || t("referrals.friend.nameless"),
            order: row.orderName ?? "–",
            date: row.dueAt === null ? "–" : date(row.dueAt, timeZone),
          })}
        </Text>
        <ul className="vafa-list">
          {row.signals.map((signal) => (
            <li key={signal}>{t(`referral.signal.${signal}`)}</li>
          ))}
        </ul>
        <Decision row={row} />
      </BlockStack>
    </section>
  );
}

/** A reason, and one of two buttons. Rejected referrals that a person may overrule have only the first. */
export function Decision({ row }: { readonly row: ReferralView }) {
  const { t, number } = useTranslator();
  const fetcher = useFetcher<Answer>({ key: `referral-${row.id}` });
  const [reason, setReason] = useState("");
  useAnnounced(fetcher.data);
  const busy = fetcher.state !== "idle";
  const decide = (verdict: "approve" | "reject") =>
    fetcher.submit({ id: String(row.id), verdict, reason }, { method: "post" });
  const id = number(row.id);
  return (
    <BlockStack gap="200">
      <TextField
        label={t("referrals.decide.reason")}
        value={reason}
        onChange={setReason}
        autoComplete="off"
        maxLength={500}
      />
      <ButtonGroup>
        <Button
          onClick={() => decide("approve")}
          disabled={busy}
          accessibilityLabel={t("referrals.decide.approve.label", { id })}
        >
          {t("referrals.decide.approve")}
        </Button>
        {row.state === "qualified" && (
          <Button
            tone="critical"
            onClick={() => decide("reject")}
            disabled={busy}
            accessibilityLabel={t("referrals.decide.reject.label", { id })}
          >
            {t("referrals.decide.reject")}
          </Button>
        )}
      </ButtonGroup>
      <Refusal answer={fetcher.data} />
    </BlockStack>
  );
}
