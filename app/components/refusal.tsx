/** A refusal as a value, shown where the wish was made (law 7). */
import { Banner } from "@shopify/polaris";
import type { Answer } from "./announce";

export function Refusal({ answer }: { answer: Answer | undefined }) {
  if (!answer || answer.done) return null;
  return (
    <Banner tone="warning">
      <p>{answer.message}</p>
    </Banner>
  );
}
