/** What stands in a section while its answer is on its way, and when none came: what happened, and a way to try again. */
import type { ComponentChildren } from "preact";
import type { Texts } from "../texts";
import type { Answer } from "../use-question";

interface Props<T> {
  readonly answer: Answer<T>;
  readonly texts: Texts;
  readonly children: (value: T) => ComponentChildren;
}

export function Told<T>({ answer, texts, children }: Props<T>) {
  const { asked } = answer;
  if (asked.kind === "told") return <>{children(asked.value)}</>;
  if (asked.kind === "loading") return <s-skeleton-paragraph content={texts.say("loading")} />;
  return (
    <s-banner tone="warning">
      <s-stack gap="small-200">
        <s-text>{texts.say(asked.offline ? "offline" : "unavailable")}</s-text>
        <s-button variant="secondary" onClick={() => void answer.reload()}>
          {texts.say("retry")}
        </s-button>
      </s-stack>
    </s-banner>
  );
}
