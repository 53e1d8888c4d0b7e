/** The fields of an adjustment, and what came of the last one. */
import type { AdminBlockView } from "../../../../app/contract/admin-block-api";
import { textIn } from "../../../shared/text-in";
import type { Texts } from "../texts";
import { type Adjustment, pointsIn } from "../use-adjustment";

interface Props {
  readonly adjustment: Adjustment;
  readonly reasons: AdminBlockView["reasons"];
  readonly texts: Texts;
}

export function AdjustFields({ adjustment, reasons, texts }: Props) {
  const { points, reason, note, busy, change } = adjustment;
  const wrong = points.trim() !== "" && pointsIn(points) === null;
  return (
    <s-stack gap="base">
      {adjustment.outcome && (
        <s-banner tone={adjustment.outcome.tone}>
          <s-text>{adjustment.outcome.text}</s-text>
        </s-banner>
      )}
      <s-text-field
        label={texts.say("points")}
        details={texts.say("pointsHelp")}
        value={points}
        disabled={busy}
        error={wrong ? texts.say("pointsWrong") : ""}
        onInput={(event) => change({ points: textIn(event) })}
        onChange={(event) => change({ points: textIn(event) })}
      />
      <s-select
        label={texts.say("reason")}
        placeholder={texts.say("reasonChoose")}
        value={reason}
        disabled={busy}
        onChange={(event) => change({ reason: textIn(event) })}
      >
        {reasons.map(({ id, label }) => (
          <s-option key={id} value={id}>
            {label}
          </s-option>
        ))}
      </s-select>
      <s-text-area
        label={texts.say("note")}
        value={note}
        maxLength={500}
        rows={2}
        disabled={busy}
        onInput={(event) => change({ note: textIn(event) })}
        onChange={(event) => change({ note: textIn(event) })}
      />
    </s-stack>
  );
}
