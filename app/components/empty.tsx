/** What stands where a list has nothing to show: why, and what to do about it. */
import { Button, Text } from "@shopify/polaris";
import type { ReactNode } from "react";

interface Props {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: { readonly content: string; readonly url: string };
}

export function Empty({ title, children, action }: Props) {
  return (
    <div className="vafa-empty">
      <Text as="h2" variant="headingMd">
        {title}
      </Text>
      {children}
      {action && <Button url={action.url}>{action.content}</Button>}
    </div>
  );
}
