/** Redemptions the member holds: on this order (undo), ready (use it, or give the points back), still being prepared. */
import type { HeldRedemption } from "../../../../app/contract/redemption-api";
import { isOnOrder } from "../codes-on-order";
import type { Texts } from "../texts";

interface Actions {
  readonly texts: Texts;
  readonly pointsName: string;
  readonly canAct: boolean;
  readonly canChangeCodes: boolean;
  readonly onApply: (redemption: HeldRedemption) => void;
  readonly onUndo: (redemption: HeldRedemption) => void;
  readonly onRelease: (redemption: HeldRedemption) => void;
}

interface Props extends Actions {
  readonly held: readonly HeldRedemption[];
  readonly codesOnOrder: readonly string[];
}

export function HeldList({ held, codesOnOrder, ...actions }: Props) {
  // Store credit and gift cards were given; there is nothing to do with them on this order.
  const open = held.filter(({ note }) => note === null);
  if (open.length === 0) return null;
  return (
    <s-stack
      gap="base"
      accessibilityRole="unordered-list"
      accessibilityLabel={actions.texts.say("held.heading")}
    >
      {open.map((redemption) => (
        <Held
          key={redemption.redemptionId}
          redemption={redemption}
          applied={isOnOrder(redemption, codesOnOrder)}
          {...actions}
        />
      ))}
    </s-stack>
  );
}

function Held({
  redemption,
  applied,
  ...actions
}: Actions & { redemption: HeldRedemption; applied: boolean }) {
  const { texts, pointsName } = actions;
  const values = { points: texts.number(redemption.points), pointsName, value: redemption.valueText };
  const state = applied ? "held.applied" : redemption.code ? "held.ready" : "held.preparing";
  return (
    <s-stack
      accessibilityRole="list-item"
      gap="small-200"
      padding="base"
      border="base"
      borderRadius="base"
      background="subdued"
    >
      <s-text type="strong">{texts.say(state, values)}</s-text>
      <s-text color="subdued" type="small">
        {texts.say("held.spent", values)}
      </s-text>
      <s-stack direction="inline" gap="small-200">
        {applied ? (
          <UndoButton redemption={redemption} values={values} {...actions} />
        ) : (
          <OfferButtons redemption={redemption} values={values} {...actions} />
        )}
      </s-stack>
    </s-stack>
  );
}

interface ButtonProps extends Actions {
  readonly redemption: HeldRedemption;
  readonly values: Record<string, string>;
}

function UndoButton({ redemption, values, texts, canAct, canChangeCodes, onUndo }: ButtonProps) {
  const blocked = !canAct || !canChangeCodes;
  return (
    <s-button
      variant="secondary"
      disabled={blocked}
      accessibilityLabel={texts.say("held.undoLabel", values)}
      onClick={() => !blocked && onUndo(redemption)}
    >
      {texts.say("held.undo")}
    </s-button>
  );
}

/** Points that are set aside can be given back even where the checkout takes no codes. */
function OfferButtons({ redemption, values, texts, canAct, canChangeCodes, ...on }: ButtonProps) {
  const ready = redemption.code !== null;
  const blocked = !canAct || !canChangeCodes;
  return (
    <>
      <s-button
        variant="secondary"
        disabled={blocked}
        accessibilityLabel={texts.say(ready ? "held.applyLabel" : "held.checkLabel", values)}
        onClick={() => !blocked && on.onApply(redemption)}
      >
        {texts.say(ready ? "held.apply" : "held.check")}
      </s-button>
      <s-button
        variant="secondary"
        disabled={!canAct}
        accessibilityLabel={texts.say("held.releaseLabel", values)}
        onClick={() => canAct && on.onRelease(redemption)}
      >
        {texts.say("held.release")}
      </s-button>
    </>
  );
}
