/** Wrong codes by the hour of the last day: bars for the eye, the hours in which there were any as a table. */
import { BlockStack, Card, Text } from "@shopify/polaris";
import { useAdmin } from "../../components/admin";
import type { ChartGeometry } from "../../components/chart/geometry";
import { FactTable } from "../../components/fact-table";

interface Props {
  readonly guesses: {
    readonly hours: readonly {
      readonly at: number;
      readonly wrong: number;
      readonly turnedAway: number;
      readonly members: number;
      readonly addresses: number;
    }[];
    readonly geometry: ChartGeometry;
    readonly wrong: number;
    readonly turnedAway: number;
  };
}

const series = [
  ["wrong", "vafa-issued"],
  ["turnedAway", "vafa-spent"],
] as const;

export function GuessesCard({ guesses }: Props) {
  const { t } = useAdmin().translator;
  const quiet = guesses.wrong + guesses.turnedAway === 0;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("codes.guesses")}
        </Text>
        <Text as="p" tone="subdued">
          {t(quiet ? "codes.guesses.none" : "codes.guesses.help")}
        </Text>
        {!quiet && <Drawing guesses={guesses} />}
      </BlockStack>
    </Card>
  );
}

function Drawing({ guesses }: Props) {
  const { translator, timeZone } = useAdmin();
  const { t, number, dateTime } = translator;
  const { hours, geometry, wrong, turnedAway } = guesses;
  const columns = [
    { title: t("codes.guesses.hour") },
    { title: t("codes.guesses.wrong"), numeric: true },
    { title: t("codes.guesses.turnedAway"), numeric: true },
    { title: t("codes.guesses.addresses"), numeric: true },
  ];
  const rows = hours
    .filter((hour) => hour.wrong + hour.turnedAway > 0)
    .map((hour) => ({
      key: hour.at,
      cells: [
        dateTime(hour.at, timeZone),
        number(hour.wrong),
        number(hour.turnedAway),
        number(hour.addresses),
      ],
    }));
  return (
    <figure className="vafa-chart">
      <figcaption className="vafa-legend">
        {series.map(([which, look]) => (
          <span key={which}>
            <span className={`vafa-swatch ${look}`} aria-hidden="true" />
            {t(`codes.guesses.${which}`)}
          </span>
        ))}
      </figcaption>
      <svg
        className="vafa-bars"
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
        role="img"
        aria-label={t("codes.guesses.said", { wrong, turnedAway })}
        style={{ blockSize: "8rem" }}
      >
        {series.map(([which, look], place) => (
          <g key={which}>
            {hours.map((hour, index) => (
              <rect key={hour.at} {...geometry.bars[place]?.[index]} className={look} />
            ))}
          </g>
        ))}
        <line x1="0" x2="100" y1={geometry.zero} y2={geometry.zero} className="vafa-zero" />
      </svg>
      <details className="vafa-fold">
        <summary>{t("chart.table")}</summary>
        <FactTable narrow caption={t("codes.guesses")} columns={columns} rows={rows} />
      </details>
    </figure>
  );
}
