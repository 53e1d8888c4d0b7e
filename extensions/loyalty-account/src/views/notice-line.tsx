/** What came of the last deed, for eyes and for screen readers: the region stays, its words change. */
import type { Deeds } from "../use-deed";

export function NoticeLine({ deeds }: { readonly deeds: Deeds }) {
  const { notice } = deeds;
  return (
    <s-stack accessibilityRole="status">
      {notice && (
        <s-banner tone={notice.tone}>
          <s-text>{notice.text}</s-text>
        </s-banner>
      )}
    </s-stack>
  );
}
