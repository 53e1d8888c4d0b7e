/** What came of it, as a live region, with the ways out where there is a choice. Points are named in every bad case. */
import type { Notice, Task } from "../redemption-state";
import type { Texts } from "../texts";

interface Props {
  readonly notice: Notice | null;
  readonly task: Task;
  readonly texts: Texts;
  readonly pointsName: string;
  readonly onRetry: () => void;
  readonly onLeave: () => void;
  readonly onRelease: () => void;
}

export function NoticeBanner({ notice, task, texts, pointsName, onRetry, onLeave, onRelease }: Props) {
  if (!notice) return null;
  return (
    <s-banner tone={toneOf(notice)}>
      <s-stack gap="small-200">
        <s-text>{wordsOf(notice, texts, pointsName)}</s-text>
        {task.kind === "unanswered" && (
          <s-stack direction="inline" gap="small-200">
            <s-button onClick={onRetry}>{texts.say("action.retry")}</s-button>
            <s-button variant="secondary" onClick={onLeave}>
              {texts.say("action.leave")}
            </s-button>
          </s-stack>
        )}
        {task.kind === "refused" && (
          <s-stack direction="inline" gap="small-200">
            <s-button onClick={onRelease}>{texts.say("held.release")}</s-button>
            <s-button variant="secondary" onClick={onLeave}>
              {texts.say("action.keep")}
            </s-button>
          </s-stack>
        )}
      </s-stack>
    </s-banner>
  );
}

function toneOf(notice: Notice): "success" | "info" | "warning" {
  switch (notice.kind) {
    case "applied":
    case "released":
      return "success";
    case "releasing":
    case "stillIssuing":
    case "alreadyUsed":
      return "info";
    default:
      return "warning";
  }
}

function wordsOf(notice: Notice, texts: Texts, pointsName: string): string {
  switch (notice.kind) {
    case "declined":
      return notice.message;
    case "applied":
      return texts.say("notice.applied", { value: notice.redemption.valueText });
    case "released":
    case "releasing":
      return texts.say(`notice.${notice.kind}`, {
        points: texts.number(notice.redemption.points),
        pointsName,
      });
    default:
      return texts.say(`notice.${notice.kind}`);
  }
}
