/** The member's tier: what it gives, until when it is kept, the ways on and back, how it came, and staff's hold on it. */
import { BlockStack, Card, ProgressBar, Text } from "@shopify/polaris";
import { useAdmin } from "../../components/admin";
import { TierBadge } from "../../components/tier-badge";
import { TierMoves } from "../../components/tier-moves";
import { PinForm } from "./pin-form";
import type { TierView, WayView } from "./tier-view.server";

export function TierCard({ tier, active }: { readonly tier: TierView; readonly active: boolean }) {
  const { t } = useAdmin().translator;
  return (
    <Card>
      <BlockStack gap="300">
        <div className="vafa-heading">
          <Text as="h2" variant="headingMd">
            {t("member.tier")}
          </Text>
          <TierBadge name={tier.name} />
        </div>
        <Terms tier={tier} />
        {tier.ways.map((way) => (
          <Way key={way.kind} way={way} />
        ))}
        {tier.ways.length === 0 && tier.name !== null && !tier.pin && active && (
          <Text as="p">{t("member.tier.top")}</Text>
        )}
        {tier.history.length > 0 && (
          <details className="vafa-fold">
            <summary>{t("member.tier.history")}</summary>
            <TierMoves moves={tier.history} />
          </details>
        )}
        {active && tier.levels.length > 0 && <PinForm tier={tier} />}
      </BlockStack>
    </Card>
  );
}

/** On which terms the tier is held. */
function Terms({ tier }: { readonly tier: TierView }) {
  const { translator, timeZone } = useAdmin();
  const { t, multiplier, date } = translator;
  const { multiplierBp, since, graceUntil, pin } = tier;
  return (
    <div className="vafa-quiet">
      {multiplierBp !== null && <p>{t("multiplier.points", { multiplier: multiplier(multiplierBp) })}</p>}
      {since !== null && tier.name !== null && (
        <p>{t("member.tier.since", { date: date(since, timeZone) })}</p>
      )}
      {/* The end of a day is the first moment of the next. */}
      {graceUntil !== null && <p>{t("member.tier.grace", { date: date(graceUntil - 1, timeZone) })}</p>}
      {pin && (
        <p>
          {pin.until === null ? t("pin.forever") : t("pin.ends", { date: date(pin.until - 1, timeZone) })}
        </p>
      )}
    </div>
  );
}

const titles = { next: "member.tier.to", keep: "member.tier.keep", back: "member.tier.back" } as const;

function Way({ way }: { readonly way: WayView }) {
  const { translator, currency, timeZone } = useAdmin();
  const { t, number, money, date } = translator;
  const amount = (value: number) => (way.metric === "spend" ? money(value, currency) : number(value));
  const id = `tier-way-${way.kind}`;
  return (
    <BlockStack gap="150">
      <Text as="p" id={id}>
        {t(titles[way.kind], {
          tier: way.tier,
          date: way.until === null ? "" : date(way.until - 1, timeZone),
        })}
      </Text>
      <ProgressBar progress={way.percent} size="small" ariaLabelledBy={id} animated={false} />
      <Text as="p" tone="subdued">
        {t(`member.progress.${way.metric}`, { have: amount(way.have), need: amount(way.need) })}
      </Text>
    </BlockStack>
  );
}
