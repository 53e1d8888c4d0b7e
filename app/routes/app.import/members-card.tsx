/** Members of another program: choose a file, see what will happen, say so, watch it happen. */
import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, Card, DropZone, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslator } from "../../components/admin";
import type { Answer } from "../../components/announce";
import type { MemberImportView } from "./members.server";
import { MembersResult } from "./members-result";
import { ProblemsTable } from "./problems-table";

export function MembersCard({ latest }: { latest: MemberImportView | null }) {
  const { t } = useTranslator();
  const open = latest !== null && latest.state !== "done" && latest.state !== "cancelled";
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("member-import.title")}
        </Text>
        <Text as="p">{t("member-import.text")}</Text>
        {latest && <MembersResult latest={latest} />}
        {latest && latest.problems.length > 0 && latest.state !== "cancelled" && (
          <ProblemsTable latest={latest} />
        )}
        {open ? <Decision latest={latest} /> : <ChooseFile />}
      </BlockStack>
    </Card>
  );
}

/** Bytes; what is larger does not pass the door. */
const largest = 8_000_000;

function ChooseFile() {
  const { t } = useTranslator();
  const fetcher = useFetcher<Answer>();
  const [tooBig, setTooBig] = useState(false);
  const sending = fetcher.state !== "idle";
  const refusal = tooBig
    ? t("member-import.file.too-big")
    : fetcher.data?.done === false && !sending
      ? fetcher.data.message
      : null;
  const send = async (file: File | undefined) => {
    if (!file) return;
    setTooBig(file.size > largest);
    if (file.size > largest) return;
    const body = { name: file.name, text: await file.text() };
    fetcher.submit(body, { method: "post", encType: "application/json" });
  };
  return (
    <BlockStack gap="300">
      {refusal !== null && <Banner tone="critical">{refusal}</Banner>}
      <DropZone
        label={t("member-import.drop.label")}
        labelHidden
        variableHeight
        allowMultiple={false}
        disabled={sending}
        overlayText={t("member-import.drop.hint")}
        onDrop={(files) => void send(files[0])}
      >
        <DropZone.FileUpload
          actionTitle={sending ? t("member-import.sending") : t("member-import.drop")}
          actionHint={t("member-import.drop.hint")}
        />
      </DropZone>
    </BlockStack>
  );
}

function Decision({ latest }: { latest: MemberImportView }) {
  const { t } = useTranslator();
  const fetcher = useFetcher<Answer>();
  const { id, state, counts } = latest;
  const sending = fetcher.state !== "idle";
  const say = (intent: "confirm" | "discard") => fetcher.submit({ intent, id }, { method: "post" });
  const ready = state === "checked" && counts.members > 0;
  return (
    <BlockStack gap="300">
      {fetcher.data?.done === false && <Banner tone="critical">{fetcher.data.message}</Banner>}
      {state === "checked" && counts.members === 0 && <Banner>{t("member-import.nothing")}</Banner>}
      <InlineStack gap="300">
        {ready && (
          <Button variant="primary" loading={sending} onClick={() => say("confirm")}>
            {t("member-import.confirm", { count: counts.members })}
          </Button>
        )}
        <Button disabled={sending} onClick={() => say("discard")}>
          {t(state === "importing" ? "member-import.stop" : "member-import.discard")}
        </Button>
      </InlineStack>
    </BlockStack>
  );
}
