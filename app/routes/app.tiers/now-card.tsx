/** How many members stand in each tier, and who moved last. */
import { BlockStack, Card, Text } from "@shopify/polaris";
import { useTranslator } from "../../components/admin";
import { FactTable } from "../../components/fact-table";
import { TierMoves, type TierMoveView } from "../../components/tier-moves";
import { MemberLink } from "../app.referrals/member-link";

export interface NowView {
  readonly tiers: readonly { readonly id: string; readonly name: string; readonly members: number }[];
  readonly pinned: number;
  readonly grace: number;
}

export function NowCard({ now }: { readonly now: NowView }) {
  const { t, number } = useTranslator();
  const columns = [{ title: t("member.tier") }, { title: t("tiers.now.members"), numeric: true }];
  const rows = now.tiers.map((tier) => ({ key: tier.id, cells: [tier.name, number(tier.members)] }));
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("tiers.now")}
        </Text>
        <FactTable narrow caption={t("tiers.now")} columns={columns} rows={rows} />
        {now.pinned > 0 && <p className="vafa-quiet">{t("tiers.now.pinned", { count: now.pinned })}</p>}
        {now.grace > 0 && <p className="vafa-quiet">{t("tiers.now.grace", { count: now.grace })}</p>}
      </BlockStack>
    </Card>
  );
}

export type RecentMoveView = TierMoveView & {
  readonly member: { readonly id: number; readonly name: string };
};

export function RecentCard({ moves }: { readonly moves: readonly RecentMoveView[] }) {
  const { t } = useTranslator();
  const members = new Map(moves.map((move) => [move.id, move.member]));
  const whose = (move: TierMoveView) => {
    const member = members.get(move.id);
    return member && <MemberLink member={member} />;
  };
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("tiers.history")}
        </Text>
        {moves.length === 0 ? (
          <p className="vafa-quiet">{t("tiers.history.empty")}</p>
        ) : (
          <TierMoves moves={moves} who={whose} />
        )}
      </BlockStack>
    </Card>
  );
}
