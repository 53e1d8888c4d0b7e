/** Newer and older: the two ways through a keyset list. Nothing is shown while everything fits on one page. */
import { Button, ButtonGroup } from "@shopify/polaris";
import { useTranslator } from "./admin";

interface Props {
  /** Addresses of the neighbouring pages; null where there is none. */
  readonly newer: string | null;
  readonly older: string | null;
  readonly label: string;
}

export function Pager({ newer, older, label }: Props) {
  const { t } = useTranslator();
  if (newer === null && older === null) return null;
  return (
    <nav aria-label={label} className="vafa-pager">
      <ButtonGroup>
        <Button disabled={newer === null} {...(newer === null ? {} : { url: newer })}>
          {t("common.newer")}
        </Button>
        <Button disabled={older === null} {...(older === null ? {} : { url: older })}>
          {t("common.older")}
        </Button>
      </ButtonGroup>
    </nav>
  );
}
