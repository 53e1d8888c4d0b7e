/** What the member did that is no order, with what it gave or why nothing; and the birthday, which only staff can change once it is told. */
import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, Card, FormLayout, Select, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useAdmin } from "../../components/admin";
import { type Answer, useAnnounced } from "../../components/announce";
import { Refusal } from "../../components/refusal";
import { useMay } from "../app/use-may";
import type { DeedsView } from "./deeds.server";

export function DeedsCard({ view, active }: { readonly view: DeedsView; readonly active: boolean }) {
  const { translator, timeZone } = useAdmin();
  const { t, date, signed } = translator;
  const may = useMay();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("deeds.title")}
        </Text>
        {view.deeds.length === 0 && (
          <Text as="p" tone="subdued">
            {t("deeds.empty")}
          </Text>
        )}
        <ul className="vafa-audit">
          {view.deeds.map((deed) => (
            <li key={deed.id}>
              <div className="vafa-split">
                <span>{deed.what}</span>
                {deed.points !== null && <strong>{signed(deed.points)}</strong>}
              </div>
              <div className="vafa-quiet">
                {date(deed.at, timeZone)}
                {deed.declined && ` · ${deed.declined}`}
              </div>
            </li>
          ))}
        </ul>
        {active && may("birthday") && <Birthday view={view} />}
      </BlockStack>
    </Card>
  );
}

function Birthday({ view }: { readonly view: DeedsView }) {
  const { t, number } = useAdmin().translator;
  const fetcher = useFetcher<Answer>({ key: "birthday" });
  const [month, setMonth] = useState(String(view.birthday?.month ?? ""));
  const [day, setDay] = useState(view.birthday ? number(view.birthday.day) : "");
  const { data, state } = fetcher;
  useAnnounced(data);
  const months = view.months.map((label, index) => ({ value: String(index + 1), label }));
  return (
    <fetcher.Form method="post">
      <input type="hidden" name="intent" value="birthday" />
      <BlockStack gap="300">
        <Text as="h3" variant="headingSm">
          {t("birthday.title")}
        </Text>
        <FormLayout>
          <FormLayout.Group condensed>
            <Select
              label={t("birthday.month")}
              name="month"
              options={[{ value: "", label: t("birthday.choose") }, ...months]}
              value={month}
              onChange={setMonth}
            />
            <TextField
              label={t("birthday.day")}
              name="day"
              value={day}
              onChange={setDay}
              inputMode="numeric"
              maxLength={2}
              autoComplete="off"
            />
          </FormLayout.Group>
        </FormLayout>
        <p className="vafa-quiet">{t("birthday.help")}</p>
        <Refusal answer={state === "idle" ? data : undefined} />
        <div>
          <Button submit loading={state !== "idle"}>
            {t("birthday.save")}
          </Button>
        </div>
      </BlockStack>
    </fetcher.Form>
  );
}
