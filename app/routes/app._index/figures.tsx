/** The program in figures. Each says what it counts, on hover, on focus and to screen readers. */
import { Card, Text, Tooltip } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useAdmin } from "../../components/admin";
import type { FiguresView } from "./home.server";

const counted = ["issued", "spent", "expired", "outstanding"] as const;

export function Figures({ figures }: { figures: FiguresView }) {
  const { t, number } = useAdmin().translator;
  return (
    <Card>
      <div className="vafa-heading">
        <Text as="h2" variant="headingMd">
          {t("home.figures")}
        </Text>
        <Text as="span" tone="subdued">
          {t("home.figures.since")}
        </Text>
      </div>
      <dl className="vafa-figures">
        <Figure label={t("figure.members")} value={number(figures.members)} />
        {counted.map((key) => (
          <Figure
            key={key}
            label={t(`figure.${key}`)}
            help={t(`figure.${key}.help`)}
            value={number(figures[key])}
          />
        ))}
        <Liability figures={figures} />
      </dl>
    </Card>
  );
}

function Liability({ figures: { liability } }: { figures: FiguresView }) {
  const { translator, currency } = useAdmin();
  const { t, money } = translator;
  const help = liability
    ? t("figure.liability.help", {
        reward: liability.reward,
        points: t("points.amount", { count: liability.points }),
        value: money(liability.valueMinor, currency),
      })
    : t("figure.liability.none");
  return (
    <Figure
      label={t("figure.liability")}
      help={help}
      value={liability ? money(liability.minor, currency) : "–"}
    />
  );
}

function Figure({ label, value, help }: { label: string; value: ReactNode; help?: string }) {
  return (
    <div>
      <dt>
        {help ? (
          <Tooltip content={help} width="wide">
            <button type="button" className="vafa-explained">
              {label}
            </button>
          </Tooltip>
        ) : (
          label
        )}
      </dt>
      <dd>{value}</dd>
    </div>
  );
}
