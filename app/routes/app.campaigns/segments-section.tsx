/** The segments editor: members matching a definition, said in lines that all must hold. */
import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useTranslator } from "../../components/admin";
import { NameFields } from "../../components/terms-form/fields";
import { useTermsForm } from "../../components/terms-form/terms-form";
import { replaced } from "../../components/terms-form/writer";
import type { Terms } from "../../loyalty/program";
import { campaignsForm } from "./campaign-form";
import { newSegment, newTest, type SegmentDraft } from "./segment-draft";
import { TestFields } from "./test-fields";

export function SegmentsSection({ terms }: { readonly terms: Pick<Terms, "tiers"> }) {
  const { t } = useTranslator();
  const { draft, change } = useTermsForm(campaignsForm);
  const { segments } = draft;
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t("segments.title")}
          </Text>
          <Text as="p" tone="subdued">
            {t("segments.help")}
          </Text>
        </BlockStack>
        {segments.map((segment, index) => (
          <SegmentFields
            key={segment.id}
            path={`segments.${index}`}
            segment={segment}
            terms={terms}
            onChange={(changed) => change({ segments: replaced(segments, index, changed) })}
            onRemove={() => change({ segments: segments.filter((other) => other !== segment) })}
          />
        ))}
        <InlineStack>
          <Button onClick={() => change({ segments: [...segments, newSegment(segments)] })}>
            {t("segments.add")}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

interface Props {
  readonly path: string;
  readonly segment: SegmentDraft;
  readonly terms: Pick<Terms, "tiers">;
  readonly onChange: (segment: SegmentDraft) => void;
  readonly onRemove: () => void;
}

function SegmentFields({ path, segment, terms, onChange, onRemove }: Props) {
  const { t, text } = useTranslator();
  const { name, tests } = segment;
  return (
    <fieldset className="vafa-group">
      <legend>{text(name) || t("segments.unnamed")}</legend>
      <BlockStack gap="300">
        <NameFields
          path={`${path}.name`}
          name={name}
          onChange={(changed) => onChange({ ...segment, name: changed })}
        />
        {tests.map((test, index) => (
          <TestFields
            // biome-ignore lint/suspicious/noArrayIndexKey: a test has no name of its own, and its place is what it is known by
            key={index}
            path={`${path}.tests.${index}`}
            test={test}
            levels={terms.tiers.levels}
            onChange={(changed) => onChange({ ...segment, tests: replaced(tests, index, changed) })}
            onRemove={
              tests.length > 1
                ? () => onChange({ ...segment, tests: tests.filter((other) => other !== test) })
                : null
            }
          />
        ))}
        <InlineStack align="space-between">
          <Button variant="plain" onClick={() => onChange({ ...segment, tests: [...tests, { ...newTest }] })}>
            {t("segments.test.add")}
          </Button>
          <Button variant="plain" tone="critical" onClick={onRemove}>
            {t("common.remove")}
          </Button>
        </InlineStack>
      </BlockStack>
    </fieldset>
  );
}
