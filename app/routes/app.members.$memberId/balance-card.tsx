/** What the member can spend now, and what stands beside it. */
import { Badge, BlockStack, Card, Text, Tooltip } from "@shopify/polaris";
import { useAdmin } from "../../components/admin";
import type { BalanceView } from "./member-view.server";

const beside = ["pending", "reserved", "deficit"] as const;

export function BalanceCard({ balance }: { balance: BalanceView }) {
  const { translator, timeZone } = useAdmin();
  const { t, number, date } = translator;
  const { nextExpiry } = balance;
  const points = (count: number) => t("points.amount", { count });
  return (
    <Card>
      <BlockStack gap="300">
        <dl className="vafa-figures">
          <div>
            <dt>{t("member.active")}</dt>
            <dd className="vafa-balance">{number(balance.active)}</dd>
          </div>
          {beside
            .filter((key) => key !== "deficit" || balance.deficit > 0)
            .map((key) => (
              <div key={key}>
                <dt>
                  <Tooltip content={t(`member.${key}.help`)}>
                    <button type="button" className="vafa-explained">
                      {t(`member.${key}`)}
                    </button>
                  </Tooltip>
                </dt>
                <dd>{number(balance[key])}</dd>
              </div>
            ))}
        </dl>
        {nextExpiry && (
          <div>
            <Badge tone="attention">
              {t("member.expiry", {
                points: points(nextExpiry.points),
                date: date(nextExpiry.at - 1, timeZone),
              })}
            </Badge>
          </div>
        )}
        <Text as="p" tone="subdued">
          {t("member.lifetime", {
            earned: number(balance.earned),
            spent: number(balance.spent),
            expired: number(balance.expired),
          })}
        </Text>
      </BlockStack>
    </Card>
  );
}
