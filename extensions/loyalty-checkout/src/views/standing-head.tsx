/** Who the shopper is in the program: balance, tier, the way to the next tier. */
import type { ShopperStanding } from "../../../../app/contract/redemption-api";
import type { Texts } from "../texts";

type Member = NonNullable<ShopperStanding["member"]>;

interface Props {
  readonly member: Member;
  readonly standing: ShopperStanding;
  readonly texts: Texts;
}

export function StandingHead({ member, standing, texts }: Props) {
  const { pointsName, locale } = standing;
  return (
    <s-stack gap="small-200">
      <s-stack direction="inline" gap="small-200" alignItems="center" justifyContent="space-between">
        <s-text type="strong">
          {texts.say("balance", { points: texts.number(member.balance), pointsName })}
        </s-text>
        {member.tier && <s-badge>{inLanguage(member.tier.name, locale)}</s-badge>}
      </s-stack>
      {member.pending > 0 && (
        <s-text color="subdued" type="small">
          {texts.say("pending", { points: texts.number(member.pending) })}
        </s-text>
      )}
      {member.progress && <Progress progress={member.progress} locale={locale} texts={texts} />}
    </s-stack>
  );
}

function Progress(props: { progress: NonNullable<Member["progress"]>; locale: string; texts: Texts }) {
  const { progress, locale, texts } = props;
  const text = texts.say("progress", {
    percent: texts.percent(progress.percent),
    tier: inLanguage(progress.next.name, locale),
  });
  return (
    <s-stack gap="small-300">
      <s-progress value={progress.percent} max={100} accessibilityLabel={text} />
      <s-text color="subdued" type="small">
        {text}
      </s-text>
    </s-stack>
  );
}

type Name = NonNullable<Member["tier"]>["name"];

function inLanguage(name: Name, locale: string): string {
  const language = locale.split("-")[0];
  return (language === "fa" ? name.fa : language === "ar" ? name.ar : undefined) ?? name.en;
}
