/** What may stand beside the code of a reward: chosen for each kind of discount, or where the store knows no kinds, only alone or beside any other. */
import { Checkbox, Text } from "@shopify/polaris";
import { useAdmin, useTranslator } from "../../components/admin";
import type { FieldsProps } from "./reward-editor";

type Props = Pick<FieldsProps, "reward" | "set">;

const kinds = ["orderDiscounts", "productDiscounts", "shippingDiscounts"] as const;

export function Combinations({ reward, set }: Props) {
  const { translator, can } = useAdmin();
  const { t } = translator;
  return (
    <fieldset className="vafa-plain">
      <legend>{t("rewards.combines")}</legend>
      {can.combinations === "by-kind" ? (
        <ByKind reward={reward} set={set} />
      ) : (
        <Any reward={reward} set={set} />
      )}
      <Text as="p" tone="subdued">
        {t("rewards.combines.help")}
      </Text>
    </fieldset>
  );
}

/** There is nothing left to discount on a delivery that is free. */
const isSettled = ({ kind }: Props["reward"], combination: (typeof kinds)[number]): boolean =>
  kind === "free-shipping" && combination === "shippingDiscounts";

function ByKind({ reward, set }: Props) {
  const { t } = useTranslator();
  const { combinesWith } = reward;
  return (
    <div className="vafa-checks">
      {kinds.map((key) => (
        <Checkbox
          key={key}
          label={t(`rewards.combines.${key}`)}
          disabled={isSettled(reward, key)}
          checked={combinesWith[key] && !isSettled(reward, key)}
          onChange={(checked) => set({ combinesWith: { ...combinesWith, [key]: checked } })}
        />
      ))}
    </div>
  );
}

function Any({ reward, set }: Props) {
  const { t } = useTranslator();
  const asked = kinds.filter((key) => !isSettled(reward, key));
  return (
    <Checkbox
      label={t("rewards.combines.any")}
      checked={asked.every((key) => reward.combinesWith[key])}
      onChange={(any) =>
        set({ combinesWith: { orderDiscounts: any, productDiscounts: any, shippingDiscounts: any } })
      }
    />
  );
}
