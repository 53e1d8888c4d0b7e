/** A text that can be read, and copied by a button. */
import type { Texts } from "../texts";

interface Props {
  readonly id: string;
  readonly text: string;
  /** What the button says of it: "Copy code VAFA-…". */
  readonly label: string;
  readonly texts: Texts;
  /** Too long to be read here. */
  readonly hidden?: boolean;
}

export function CopyText({ id, text, label, texts, hidden = false }: Props) {
  return (
    <s-stack direction="inline" gap="small-200" alignItems="center">
      {!hidden && <s-text type="strong">{text}</s-text>}
      <s-clipboard-item id={id} text={text} />
      <s-button variant="secondary" command="--copy" commandFor={id} accessibilityLabel={label}>
        {texts.say("copy")}
      </s-button>
    </s-stack>
  );
}
