/** Holding a member in a tier, for a time or for ever, and letting go. Each with a reason that the audit trail and the history keep. */
import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, InlineStack, Select } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslator } from "../../components/admin";
import { type Answer, useAnnounced } from "../../components/announce";
import { DayField } from "../../components/dates/day-field";
import { Refusal } from "../../components/refusal";
import type { TierView } from "./tier-view.server";

export function PinForm({ tier }: { readonly tier: TierView }) {
  const { t } = useTranslator();
  const fetcher = useFetcher<Answer>();
  const { data, state } = fetcher;
  const [chosen, setChosen] = useState(tier.levels.at(-1)?.value ?? "");
  const [until, setUntil] = useState("");
  const [reason, setReason] = useState("");
  useAnnounced(data);
  useEffect(() => {
    if (!data?.done) return;
    setUntil("");
    setReason("");
  }, [data]);
  const reasons = [{ value: "", label: t("pin.reason.choose") }, ...tier.reasons];
  return (
    <details className="vafa-fold">
      <summary>{t(tier.pin ? "pin.let-go" : "pin.title")}</summary>
      <fetcher.Form method="post">
        <input type="hidden" name="intent" value={tier.pin ? "unpin" : "pin"} />
        <BlockStack gap="300">
          {!tier.pin && (
            <>
              <p className="vafa-quiet">{t("pin.help")}</p>
              <Select
                label={t("pin.tier")}
                name="tier"
                options={[...tier.levels]}
                value={chosen}
                onChange={setChosen}
              />
              <DayField
                id="pin-until"
                label={t("pin.until")}
                helpText={t("pin.until.help")}
                name="until"
                value={until}
                onChange={setUntil}
              />
            </>
          )}
          <Select
            label={t("pin.reason")}
            name="reason"
            options={reasons}
            value={reason}
            onChange={setReason}
          />
          <Refusal answer={state === "idle" ? data : undefined} />
          <InlineStack>
            <Button submit loading={state !== "idle"}>
              {t(tier.pin ? "pin.let-go" : "pin.do")}
            </Button>
          </InlineStack>
        </BlockStack>
      </fetcher.Form>
    </details>
  );
}
