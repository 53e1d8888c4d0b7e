/** What a reward costs in points and what it is worth, each kind with the fields it has. */
import { FormLayout, Select } from "@shopify/polaris";
import { useAdmin, useTranslator } from "../../components/admin";
import { CataloguePicker } from "../../components/pickers/catalogue-picker";
import { MoneyField, PercentField, PlainField, WholeField } from "../../components/terms-form/fields";
import { maySlide } from "./reward-draft";
import type { FieldsProps } from "./reward-editor";

const modes = ["fixed", "slider"] as const;

export function PriceFields({ path, reward, set }: FieldsProps) {
  const { t } = useTranslator();
  const slides = maySlide(reward.kind);
  return (
    <FormLayout>
      {slides && (
        <Select
          label={t("rewards.mode")}
          options={modes.map((value) => ({ value, label: t(`rewards.mode.${value}`) }))}
          value={reward.mode}
          onChange={(mode) => set({ mode: mode === "slider" ? "slider" : "fixed" })}
        />
      )}
      {slides && reward.mode === "slider" ? (
        <SliderFields path={path} reward={reward} set={set} />
      ) : (
        <FormLayout.Group>
          <WholeField
            path={`${path}.price.points`}
            label={t("rewards.points")}
            helpText={t("rewards.points.help")}
            value={reward.points}
            onChange={(points) => set({ points })}
          />
          {slides && (
            <MoneyField
              path={`${path}.price.valueMinor`}
              label={t("rewards.value")}
              value={reward.value}
              onChange={(value) => set({ value })}
            />
          )}
        </FormLayout.Group>
      )}
      <KindFields path={path} reward={reward} set={set} />
    </FormLayout>
  );
}

function SliderFields({ path, reward, set }: FieldsProps) {
  const { t } = useTranslator();
  return (
    <>
      <FormLayout.Group>
        <WholeField
          path={`${path}.price.stepPoints`}
          label={t("rewards.stepPoints")}
          value={reward.stepPoints}
          onChange={(stepPoints) => set({ stepPoints })}
        />
        <MoneyField
          path={`${path}.price.stepValueMinor`}
          label={t("rewards.stepValue")}
          value={reward.stepValue}
          onChange={(stepValue) => set({ stepValue })}
        />
      </FormLayout.Group>
      <FormLayout.Group>
        <WholeField
          path={`${path}.price.minPoints`}
          label={t("rewards.minPoints")}
          value={reward.minPoints}
          onChange={(minPoints) => set({ minPoints })}
        />
        <WholeField
          path={`${path}.price.maxPoints`}
          label={t("rewards.maxPoints")}
          helpText={t("rewards.maxPoints.help")}
          value={reward.maxPoints}
          onChange={(maxPoints) => set({ maxPoints })}
        />
      </FormLayout.Group>
    </>
  );
}

function KindFields({ path, reward, set }: FieldsProps) {
  const { translator, can } = useAdmin();
  const { t } = translator;
  switch (reward.kind) {
    case "percentage-off":
      return (
        <PercentField
          path={`${path}.percentBp`}
          label={t("rewards.percent")}
          value={reward.percent}
          onChange={(percent) => set({ percent })}
        />
      );
    case "free-shipping":
      if (!can.cappedShipping) return null;
      return (
        <MoneyField
          path={`${path}.maximumShippingMinor`}
          label={t("rewards.maximumShipping")}
          helpText={t("rewards.maximumShipping.help")}
          value={reward.maximumShipping}
          onChange={(maximumShipping) => set({ maximumShipping })}
        />
      );
    case "free-product":
      return <ProductFields path={path} reward={reward} set={set} />;
    default:
      return null;
  }
}

function ProductFields({ path, reward, set }: FieldsProps) {
  const { t } = useTranslator();
  return (
    <>
      <CataloguePicker
        kind="product"
        label={t("rewards.product")}
        selected={reward.productId === "" ? [] : [reward.productId]}
        onChange={(ids, titleOf) => {
          const productId = ids.at(-1) ?? "";
          set({ productId, variantId: null, productTitle: productId === "" ? "" : titleOf(productId) });
        }}
      />
      <FormLayout.Group>
        <PlainField
          path={`${path}.title`}
          label={t("rewards.product.title")}
          value={reward.productTitle}
          onChange={(productTitle) => set({ productTitle })}
        />
        <WholeField
          path={`${path}.quantity`}
          label={t("rewards.quantity")}
          value={reward.quantity}
          onChange={(quantity) => set({ quantity })}
        />
      </FormLayout.Group>
    </>
  );
}
