/**
 * What a page is about, and what stands beside it. The columns are as wide as they will be before either has arrived: the browser draws a page
 * while it is still reading it, and nothing may move then.
 */
import { BlockStack } from "@shopify/polaris";
import type { ReactNode } from "react";

export function Columns({ children, aside }: { children: ReactNode; aside: ReactNode }) {
  return (
    <div className="vafa-columns">
      <BlockStack gap="400">{children}</BlockStack>
      <div>{aside}</div>
    </div>
  );
}
