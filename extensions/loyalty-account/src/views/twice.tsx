/** A deed that cannot be taken back: asked twice, with what it costs. */
import { useState } from "preact/hooks";
import type { Texts } from "../texts";
import type { Deeds } from "../use-deed";

interface TwiceProps {
  readonly name: string;
  readonly ask: string;
  readonly warning: string;
  readonly sure: string;
  readonly deed: () => Promise<void>;
  readonly texts: Texts;
  readonly deeds: Deeds;
}

export function Twice({ name, ask, warning, sure, deed, texts, deeds }: TwiceProps) {
  const [asking, setAsking] = useState(false);
  if (!asking)
    return (
      <s-button variant="secondary" disabled={deeds.busy !== null} onClick={() => setAsking(true)}>
        {ask}
      </s-button>
    );
  return (
    <s-banner tone="warning">
      <s-stack gap="small-200">
        <s-text>{warning}</s-text>
        <s-stack direction="inline" gap="small-200">
          <s-button
            variant="primary"
            tone="critical"
            disabled={deeds.busy !== null}
            loading={deeds.busy === name}
            onClick={() => void deed().then(() => setAsking(false))}
          >
            {sure}
          </s-button>
          <s-button variant="secondary" onClick={() => setAsking(false)}>
            {texts.say("member.keep")}
          </s-button>
        </s-stack>
      </s-stack>
    </s-banner>
  );
}
