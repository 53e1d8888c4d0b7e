/** Adjusting points: how many, why, and what it will come to. The key makes a second press of the button the same adjustment. */
import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, Card, ChoiceList, Select, Text, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useAdmin } from "../../components/admin";
import { type Answer, useAnnounced } from "../../components/announce";
import { Refusal } from "../../components/refusal";
import { readWhole } from "../../i18n/digits";
import { previewOf } from "./adjust-preview";
import type { BalanceView } from "./member-view.server";

interface Props {
  readonly balance: BalanceView;
  readonly reasons: readonly { readonly value: string; readonly label: string }[];
  readonly adjustKey: string;
}

type Direction = "give" | "take";
const empty = { direction: "give" as Direction, amount: "", reason: "", note: "" };

export function AdjustCard({ balance, reasons, adjustKey }: Props) {
  const { t } = useAdmin().translator;
  const fetcher = useFetcher<Answer>();
  const [wish, setWish] = useState(empty);
  const { data, state } = fetcher;
  useAnnounced(data);
  useEffect(() => {
    if (data?.done) setWish(empty);
  }, [data]);
  const set = (part: Partial<typeof empty>) => setWish((before) => ({ ...before, ...part }));
  return (
    <Card>
      <fetcher.Form method="post">
        <input type="hidden" name="intent" value="adjust" />
        <input type="hidden" name="key" value={adjustKey} />
        <input type="hidden" name="direction" value={wish.direction} />
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            {t("adjust.title")}
          </Text>
          <ChoiceList
            title={t("adjust.direction")}
            titleHidden
            name="way"
            choices={[
              { label: t("adjust.give"), value: "give" },
              { label: t("adjust.take"), value: "take" },
            ]}
            selected={[wish.direction]}
            onChange={([direction]) => set({ direction: direction === "take" ? "take" : "give" })}
          />
          <Amount wish={wish} balance={balance} onChange={(amount) => set({ amount })} />
          <Select
            label={t("adjust.reason")}
            name="reason"
            options={[{ value: "", label: t("adjust.reason.choose") }, ...reasons]}
            value={wish.reason}
            onChange={(reason) => set({ reason })}
          />
          <TextField
            label={t("adjust.note")}
            helpText={t("adjust.note.help")}
            name="note"
            value={wish.note}
            onChange={(note) => set({ note })}
            multiline={2}
            maxLength={500}
            autoComplete="off"
          />
          <Refusal answer={state === "idle" ? data : undefined} />
          <div>
            <Button submit variant="primary" loading={state !== "idle"}>
              {t("adjust.submit")}
            </Button>
          </div>
        </BlockStack>
      </fetcher.Form>
    </Card>
  );
}

interface AmountProps {
  readonly wish: typeof empty;
  readonly balance: BalanceView;
  readonly onChange: (amount: string) => void;
}

function Amount({ wish, balance, onChange }: AmountProps) {
  const { t, number } = useAdmin().translator;
  const read = readWhole(wish.amount);
  const wrong = wish.amount !== "" && (read === null || read <= 0);
  const preview =
    read !== null && read > 0 ? previewOf(balance, wish.direction === "give" ? read : -read) : null;
  return (
    <>
      <TextField
        label={t("adjust.amount")}
        name="amount"
        inputMode="numeric"
        value={wish.amount}
        onChange={onChange}
        autoComplete="off"
        maxLength={15}
        {...(wrong ? { error: t("adjust.error.amount") } : {})}
      />
      <div aria-live="polite" className="vafa-preview">
        {preview &&
          (preview.short > 0
            ? t("adjust.preview.short", { points: number(preview.short) })
            : t("adjust.preview", { points: number(preview.after) }))}
      </div>
    </>
  );
}
