/** The search: a form like any other, so that the address says what is shown and the back button works. */
import { Form, useNavigation } from "@remix-run/react";
import { Button, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslator } from "../../components/admin";
import { useAppPath } from "../../components/app-path";

export function SearchForm({ query }: { query: string }) {
  const { t, locale } = useTranslator();
  const path = useAppPath();
  const [text, setText] = useState(query);
  const busy = useNavigation().state === "loading";
  return (
    <search>
      <Form method="get" action={path("/app/members")} className="vafa-search">
        <input type="hidden" name="locale" value={locale} />
        <div className="vafa-grow">
          <TextField
            label={t("members.search")}
            labelHidden
            type="search"
            name="q"
            value={text}
            onChange={setText}
            placeholder={t("members.search")}
            autoComplete="off"
            maxLength={100}
          />
        </div>
        <Button submit loading={busy}>
          {t("members.search.action")}
        </Button>
        {query !== "" && (
          <Button variant="tertiary" url={path("/app/members")}>
            {t("members.search.clear")}
          </Button>
        )}
      </Form>
    </search>
  );
}
