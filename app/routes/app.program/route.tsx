/** The program: its terms in a form, a worked example that moves with every key, and every version there has been. */
import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Banner, BlockStack, Page } from "@shopify/polaris";
import { z } from "zod";
import { useTranslator } from "../../components/admin";
import { Columns } from "../../components/columns";
import { readTermsHistory } from "../../db/read/terms-history";
import { termsVersion } from "../../loyalty/brand";
import { everydayUnit } from "../../services/install-shop";
import { saveTerms } from "../../services/save-terms";
import { staffNames } from "../app/actors.server";
import { titled } from "../app/page-title";
import { authenticateStaff } from "../app/staff.server";
import { EarningSection } from "./earning-section";
import { ExampleCard } from "./example-card";
import { HistoryCard, type VersionView } from "./history-card";
import { ExpirySection, RedemptionSection } from "./lifetime-sections";
import { ProgramProvider, useProgramState } from "./program-state";
import { RewardsSection } from "./rewards-section";
import { type SaveAnswer, useSaving } from "./save";
import { HostSaveBar, SaveRefusal } from "./save-controls";
import { TiersSection } from "./tiers-section";

export { PageFault as ErrorBoundary } from "../app/page-fault";

export const meta = titled("program.title");

const versionsShown = 10;
const exampleUnits = 100;

export async function loader({ request }: LoaderFunctionArgs) {
  const staff = await authenticateStaff(request);
  const { shop, sql } = staff;
  const [terms, history] = await Promise.all([
    staff.terms(),
    readTermsHistory(sql, shop.shopId, versionsShown),
  ]);
  const names = await staffNames(
    staff,
    history.map((row) => row.createdBy),
  );
  const versions: VersionView[] = history.map((row) => ({
    version: row.version,
    at: row.createdAt.getTime(),
    actor: names[row.createdBy] ?? row.createdBy,
  }));
  return { saved: { version: shop.termsVersion, terms }, versions, goods: exampleUnits * everydayUnit(shop) };
}

const bodySchema = z.object({ basedOn: z.number().int().positive(), terms: z.unknown() });

export async function action({ request }: ActionFunctionArgs) {
  const { shop, services, actor, translator } = await authenticateStaff(request);
  const { t } = translator;
  const body = bodySchema.safeParse(await request.json().catch(() => null));
  if (!body.success) {
    return json<SaveAnswer>({ done: false, reason: "bad-request", message: t("declined.bad-request") }, 400);
  }
  const { basedOn, terms } = body.data;
  const outcome = await saveTerms(services, {
    shopId: shop.shopId,
    terms,
    basedOn: termsVersion(basedOn),
    actor,
  });
  if (!outcome.done) {
    return json<SaveAnswer>({
      done: false,
      reason: outcome.reason,
      message: t(`declined.${outcome.reason}`),
    });
  }
  const version = outcome.value;
  return json<SaveAnswer>({ done: true, version, message: t("program.saved", { version }) });
}

export default function Program() {
  const { saved, versions, goods } = useLoaderData<typeof loader>();
  const { t } = useTranslator();
  const state = useProgramState(saved);
  const saving = useSaving(state);
  return (
    <ProgramProvider state={state}>
      <HostSaveBar state={state} saving={saving} latest={saved} />
      <Page
        title={t("program.title")}
        subtitle={t("program.version", { version: saved.version })}
        primaryAction={{
          content: t("common.save"),
          onAction: () => saving.save(),
          loading: saving.busy,
          disabled: !state.dirty,
        }}
        secondaryActions={[
          {
            content: t("common.discard"),
            onAction: () => state.reset(saved),
            disabled: !state.dirty || saving.busy,
          },
        ]}
      >
        <Columns
          aside={
            <div className="vafa-aside">
              <BlockStack gap="400">
                <ExampleCard saved={saved.terms} goods={goods} />
                <HistoryCard versions={versions} inForce={saved.version} />
              </BlockStack>
            </div>
          }
        >
          <SaveRefusal state={state} saving={saving} latest={saved} />
          <Complaints
            problems={state.dirty && state.reading.problems ? Object.keys(state.reading.problems).length : 0}
          />
          <EarningSection />
          <ExpirySection />
          <TiersSection />
          <RewardsSection />
          <RedemptionSection />
        </Columns>
      </Page>
    </ProgramProvider>
  );
}

function Complaints({ problems }: { problems: number }) {
  const { t } = useTranslator();
  if (problems === 0) return null;
  return <Banner tone="warning">{t("program.errors", { count: problems })}</Banner>;
}
