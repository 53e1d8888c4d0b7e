/** Who the customer is in the program: balance, tier, the way to the next tier. */
import type { ShopperStanding } from "../../../../app/contract/redemption-api";
import { inLanguage, type Texts } from "../texts";

type Member = NonNullable<ShopperStanding["member"]>;

interface Props {
  readonly member: Member;
  readonly pointsName: string;
  readonly texts: Texts;
}

export function StandingHead({ member, pointsName, texts }: Props) {
  return (
    <s-stack gap="small-200">
      <s-stack direction="inline" gap="small-200" alignItems="center" justifyContent="space-between">
        <s-heading>{texts.say("balance", { points: texts.number(member.balance), pointsName })}</s-heading>
        {member.tier && <s-badge>{inLanguage(member.tier.name, texts.locale)}</s-badge>}
      </s-stack>
      {member.pending > 0 && (
        <s-text color="subdued">{texts.say("pending", { points: texts.number(member.pending) })}</s-text>
      )}
      {member.progress && <Progress progress={member.progress} texts={texts} />}
    </s-stack>
  );
}

function Progress({ progress, texts }: { progress: NonNullable<Member["progress"]>; texts: Texts }) {
  const text = texts.say("progress", {
    percent: texts.percent(progress.percent),
    tier: inLanguage(progress.next.name, texts.locale),
  });
  return (
    <s-stack gap="small-300">
      <s-progress value={progress.percent} max={100} accessibilityLabel={text} />
      <s-text color="subdued">{text}</s-text>
    </s-stack>
  );
}
