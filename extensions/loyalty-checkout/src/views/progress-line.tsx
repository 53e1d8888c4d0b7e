/** What is going on at this moment, for eyes and for screen readers: the region stays, its words change. */
import { isBusy, type Task } from "../redemption-state";
import type { Texts } from "../texts";

export function ProgressLine({ task, texts }: { task: Task; texts: Texts }) {
  return (
    <s-stack accessibilityRole="status" direction="inline" gap="small-200" alignItems="center">
      {isBusy(task) && <s-spinner size="small" />}
      {isBusy(task) && <s-text color="subdued">{texts.say(busyText(task))}</s-text>}
    </s-stack>
  );
}

function busyText(task: Task) {
  switch (task.kind) {
    case "issuing":
    case "applying":
    case "removing":
    case "releasing":
      return `busy.${task.kind}` as const;
    default:
      return "busy.reserving";
  }
}
