/** What people see when something is missing or broke: what happened, that nothing was lost, and a way on. */
import { Card, Page, Text } from "@shopify/polaris";

interface Props {
  readonly title: string;
  readonly text: string;
  readonly action: { readonly content: string; readonly url: string };
}

export function Fault({ title, text, action }: Props) {
  return (
    <Page narrowWidth title={title} primaryAction={action}>
      <Card>
        <Text as="p">{text}</Text>
      </Card>
    </Page>
  );
}
