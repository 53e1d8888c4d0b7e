/** Who would move, before anything is saved (field lesson 15): tried by the worker on every member, watched here, stopped at will. */
import { Banner, BlockStack, Button, Card, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { useTranslator } from "../../components/admin";
import { Refusal } from "../../components/refusal";
import { MovesChart } from "./moves-chart";
import { MovesText } from "./moves-text";
import type { PreviewView } from "./moves-view";
import { useTierPreview } from "./use-tier-preview";

export function PreviewCard() {
  const { t } = useTranslator();
  const { view, running, start, stop, outdated, answer, possible } = useTierPreview();
  return (
    <Card>
      <BlockStack gap="400">
        <div className="vafa-split">
          <div className="vafa-grow">
            <BlockStack gap="100">
              <Text as="h2" variant="headingMd">
                {t("tiers.preview")}
              </Text>
              <Text as="p" tone="subdued">
                {t("tiers.preview.about")}
              </Text>
            </BlockStack>
          </div>
          <InlineStack gap="200">
            {running && <Button onClick={stop}>{t("tiers.preview.stop")}</Button>}
            <Button onClick={start} loading={running} disabled={!possible}>
              {t(view ? "tiers.preview.again" : "tiers.preview.start")}
            </Button>
          </InlineStack>
        </div>
        <Refusal answer={answer} />
        <div aria-live="polite" className="vafa-stack">
          {outdated && !running && <Text as="p">{t("tiers.preview.outdated")}</Text>}
          {view && <Told view={view} />}
        </div>
      </BlockStack>
    </Card>
  );
}

function Told({ view }: { readonly view: PreviewView }) {
  const { t } = useTranslator();
  const { state, looked, expected, moves } = view;
  if (state === "failed") return <Banner tone="warning">{t("tiers.preview.failed")}</Banner>;
  if (state === "cancelled") return <Text as="p">{t("tiers.preview.cancelled", { looked })}</Text>;
  if (!moves)
    return (
      <>
        <p id="preview-progress">{t("tiers.preview.running", { looked, expected })}</p>
        <ProgressBar
          progress={Math.min(99, Math.floor((looked * 100) / Math.max(1, expected)))}
          size="small"
          ariaLabelledBy="preview-progress"
          animated={false}
        />
      </>
    );
  return (
    <>
      <MovesText moves={moves} />
      <MovesChart moves={moves} />
    </>
  );
}
