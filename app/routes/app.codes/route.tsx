/** Single-use codes: batches and how many of each were used, a new batch with what it can cost, and whether somebody is guessing. */
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Banner, BlockStack, Page } from "@shopify/polaris";
import { useTranslator } from "../../components/admin";
import { useAppPath } from "../../components/app-path";
import { Columns } from "../../components/columns";
import { titled } from "../app/page-title";
import { authenticateStaff } from "../app/staff.server";
import { formIn } from "../shared/form-in.server";
import { BatchesCard } from "./batches-card";
import { grantCodes, readCodesPage } from "./codes.server";
import { GuessesCard } from "./guesses-card";
import { NewBatchCard } from "./new-batch-card";

export { PageFault as ErrorBoundary } from "../app/page-fault";

export const meta = titled("codes.title");

export async function loader({ request }: LoaderFunctionArgs) {
  return readCodesPage(await authenticateStaff(request));
}

export async function action({ request }: ActionFunctionArgs) {
  return grantCodes(await authenticateStaff(request), await formIn(request));
}

export default function Codes() {
  const { batches, guesses, earns, rate, mostCodes } = useLoaderData<typeof loader>();
  const { t } = useTranslator();
  const path = useAppPath();
  const { wrong, turnedAway, addresses, members } = guesses;
  return (
    <Page title={t("codes.title")} subtitle={t("codes.about")}>
      <Columns
        aside={
          <BlockStack gap="400">
            <NewBatchCard rate={rate} mostCodes={mostCodes} />
            <GuessesCard guesses={guesses} />
          </BlockStack>
        }
      >
        {guesses.attack && (
          <Banner tone="warning" title={t("codes.attack.title")}>
            <p>{t("codes.attack.text", { wrong: wrong + turnedAway, addresses, members })}</p>
          </Banner>
        )}
        {!earns && (
          <Banner tone="info" action={{ content: t("codes.no-rule.action"), url: path("/app/earning") }}>
            <p>{t("codes.no-rule")}</p>
          </Banner>
        )}
        <BatchesCard batches={batches} />
      </Columns>
    </Page>
  );
}
