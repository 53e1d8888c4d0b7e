/** A new batch: what it is called, how many codes of how many points, until when, and what it can cost at most. */
import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, Card, FormLayout, Text, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useAdmin } from "../../components/admin";
import { useAnnounced } from "../../components/announce";
import { DayField } from "../../components/dates/day-field";
import { Refusal } from "../../components/refusal";
import { readWhole } from "../../i18n/digits";
import type { CodesAnswer } from "./answer";

interface Props {
  /** What points are worth in the reward that gives most for them; null while there is none. */
  readonly rate: { readonly points: number; readonly valueMinor: number; readonly reward: string } | null;
  readonly mostCodes: number;
}

const blank = { name: "", points: "", quantity: "", prefix: "", until: "" };
type Field = keyof typeof blank;

export function NewBatchCard({ rate, mostCodes }: Props) {
  const { t, number } = useAdmin().translator;
  const fetcher = useFetcher<CodesAnswer>();
  const [wish, setWish] = useState(blank);
  const { data, state } = fetcher;
  useAnnounced(data);
  useEffect(() => {
    if (data?.done) setWish(blank);
  }, [data]);
  const answer = state === "idle" ? data : undefined;
  const wrong = answer && !answer.done ? answer : undefined;
  const field = (name: Field) => ({
    name,
    label: t(`codes.${name}`),
    value: wish[name],
    onChange: (text: string) => setWish((before) => ({ ...before, [name]: text })),
    autoComplete: "off",
    ...(wrong?.field === name ? { error: wrong.message } : {}),
  });
  const known = wrong?.field !== undefined && Object.hasOwn(blank, wrong.field);
  return (
    <Card>
      <fetcher.Form method="post">
        <input type="hidden" name="intent" value="create" />
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            {t("codes.new")}
          </Text>
          <FormLayout>
            <TextField {...field("name")} helpText={t("codes.name.help")} maxLength={120} />
            <FormLayout.Group condensed>
              <TextField
                {...field("quantity")}
                inputMode="numeric"
                maxLength={10}
                helpText={t("codes.quantity.help", { most: number(mostCodes) })}
              />
              <TextField {...field("points")} inputMode="numeric" maxLength={10} />
            </FormLayout.Group>
            <TextField {...field("prefix")} helpText={t("codes.prefix.help")} maxLength={12} />
            <DayField id="codes-until" {...field("until")} helpText={t("codes.until.help")} />
          </FormLayout>
          <Cost wish={wish} rate={rate} />
          {!known && <Refusal answer={answer} />}
          <div>
            <Button submit variant="primary" loading={state !== "idle"}>
              {t("codes.create")}
            </Button>
          </div>
        </BlockStack>
      </fetcher.Form>
    </Card>
  );
}

/** The worked example: all of it, entered and spent. */
function Cost({ wish, rate }: { wish: typeof blank; rate: Props["rate"] }) {
  const { translator, currency } = useAdmin();
  const { t, money } = translator;
  const points = readWhole(wish.points) ?? 0;
  const quantity = readWhole(wish.quantity) ?? 0;
  const all = points * quantity;
  if (!(all > 0) || !Number.isSafeInteger(all)) return null;
  const worth = rate && money(Math.ceil((all / rate.points) * rate.valueMinor), currency);
  return (
    <p aria-live="polite">
      {worth === null
        ? t("codes.cost.points", { points: all })
        : t("codes.cost", { points: all, worth, reward: rate?.reward ?? "" })}
    </p>
  );
}
