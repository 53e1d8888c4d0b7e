/** Asks before a counter-entry is made, and for a note. */
import { useFetcher } from "@remix-run/react";
import { BlockStack, Modal, Text, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useAdmin } from "../../components/admin";
import { type Answer, useAnnounced } from "../../components/announce";
import { Refusal } from "../../components/refusal";
import type { EntryView } from "./timeline-view.server";

interface Props {
  /** Null while nothing is to be undone. */
  readonly entry: EntryView | null;
  readonly onClose: () => void;
}

export function UndoDialog({ entry, onClose }: Props) {
  return entry && <Open key={entry.seq} entry={entry} onClose={onClose} />;
}

function Open({ entry, onClose }: { entry: EntryView; onClose: () => void }) {
  const { t, number, signed } = useAdmin().translator;
  const fetcher = useFetcher<Answer>();
  const [note, setNote] = useState("");
  const { data, state } = fetcher;
  useAnnounced(data);
  useEffect(() => {
    if (data?.done) onClose();
  }, [data, onClose]);
  const undo = () => fetcher.submit({ intent: "undo", seq: String(entry.seq), note }, { method: "post" });
  return (
    <Modal
      open
      onClose={onClose}
      title={t("undo.title", { entry: number(entry.seq) })}
      primaryAction={{ content: t("undo.confirm"), onAction: undo, loading: state !== "idle" }}
      secondaryActions={[{ content: t("common.cancel"), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          <Text as="p">{t("undo.text", { points: signed(-entry.points) })}</Text>
          <TextField
            label={t("adjust.note")}
            value={note}
            onChange={setNote}
            maxLength={500}
            autoComplete="off"
            helpText={t("adjust.note.help")}
          />
          <Refusal answer={state === "idle" ? data : undefined} />
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
