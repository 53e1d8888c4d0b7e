/** One campaign tried on the shop's own past orders before it is saved: begun here, watched, stopped at will. */
import { Banner, BlockStack, Button, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { useAdmin, useTranslator } from "../../components/admin";
import { FactTable } from "../../components/fact-table";
import { Refusal } from "../../components/refusal";
import type { CampaignPreviewView } from "./preview-view";
import { useCampaignPreview } from "./use-campaign-preview";

export function PreviewPart({ campaignId }: { readonly campaignId: string }) {
  const { t } = useTranslator();
  const { view, running, start, stop, outdated, answer, possible } = useCampaignPreview(campaignId);
  return (
    <fieldset className="vafa-group">
      <legend>{t("campaigns.preview")}</legend>
      <BlockStack gap="300">
        <Text as="p" tone="subdued">
          {t("campaigns.preview.about")}
        </Text>
        <InlineStack gap="200">
          <Button onClick={start} loading={running} disabled={!possible}>
            {t(view ? "campaigns.preview.again" : "campaigns.preview.start")}
          </Button>
          {running && <Button onClick={stop}>{t("campaigns.preview.stop")}</Button>}
        </InlineStack>
        <Refusal answer={answer} />
        <div aria-live="polite" className="vafa-stack">
          {outdated && !running && <Text as="p">{t("campaigns.preview.outdated")}</Text>}
          {view && <Told view={view} />}
        </div>
      </BlockStack>
    </fieldset>
  );
}

function Told({ view }: { readonly view: CampaignPreviewView }) {
  const { t } = useTranslator();
  const { state, looked, expected } = view;
  if (state === "failed") return <Banner tone="warning">{t("campaigns.preview.failed")}</Banner>;
  if (state === "cancelled") return <Text as="p">{t("campaigns.preview.cancelled", { looked })}</Text>;
  if (state === "done") return <Found view={view} />;
  return (
    <>
      <p id="campaign-preview-progress">{t("campaigns.preview.running", { looked, expected })}</p>
      <ProgressBar
        progress={Math.min(99, Math.floor((looked * 100) / Math.max(1, expected)))}
        size="small"
        ariaLabelledBy="campaign-preview-progress"
        animated={false}
      />
    </>
  );
}

function Found({ view }: { readonly view: CampaignPreviewView }) {
  const { translator, currency, timeZone } = useAdmin();
  const { t, number, signed, money, date } = translator;
  const { sum, from, until, worth } = view;
  const period = { from: date(from, timeZone), until: date(until, timeZone) };
  if (sum.orders === 0) return <Text as="p">{t("campaigns.preview.none", period)}</Text>;
  const extra = sum.after - sum.before;
  const rows: (readonly [string, string])[] = [
    [t("campaigns.preview.orders"), number(sum.orders)],
    [t("campaigns.preview.touched"), number(sum.touched)],
    [t("campaigns.preview.before"), number(sum.before)],
    [t("campaigns.preview.after"), number(sum.after)],
    [t("campaigns.preview.extra"), signed(extra)],
    ...(worth === null ? [] : [[t("campaigns.preview.cost"), money(worth, currency)] as const]),
  ];
  return (
    <>
      <Text as="p">{t("campaigns.preview.found", period)}</Text>
      <FactTable
        narrow
        caption={t("campaigns.preview")}
        columns={[
          { title: t("campaigns.preview.what") },
          { title: t("campaigns.preview.figure"), numeric: true },
        ]}
        rows={rows.map(([what, figure]) => ({ key: what, cells: [what, figure] }))}
      />
      {sum.short > 0 && <Banner tone="info">{t("campaigns.preview.short", { orders: sum.short })}</Banner>}
      {worth !== null && (
        <Text as="p" tone="subdued">
          {t("campaigns.preview.cost.help")}
        </Text>
      )}
    </>
  );
}
