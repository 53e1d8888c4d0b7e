/** The thank-you block: what this order earned and the new balance. */
import { useEffect, useState } from "preact/hooks";
import { APP_ADDRESS } from "../../../shared/app-address";
import { createApi } from "../api";
import { localeOf, type ThankYouHost } from "../host";
import { type Seen, watchOrderPoints } from "../order-points-watch";
import { type Texts, textsOf } from "../texts";

export function ThankYouPoints({ host }: { host: ThankYouHost }) {
  const [seen, setSeen] = useState<Seen>({ kind: "looking" });
  const orderId = host.orderConfirmation.value.order.id;
  useEffect(() => {
    let stopped = false;
    const api = createApi({
      address: APP_ADDRESS,
      locale: () => localeOf(host),
      sessionToken: () => host.sessionToken.get(),
    });
    const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
    void watchOrderPoints(orderId, { api, wait, stopped: () => stopped }).then((result) => {
      if (!stopped) setSeen(result);
    });
    return () => {
      stopped = true;
    };
  }, [host, orderId]);
  const texts = textsOf(host);
  return (
    <s-section heading={texts.say("thankYou.heading")}>
      <s-stack accessibilityRole="status" gap="small-200">
        <Words seen={seen} texts={texts} />
      </s-stack>
    </s-section>
  );
}

function Words({ seen, texts }: { seen: Seen; texts: Texts }) {
  if (seen.kind === "looking") return <s-skeleton-paragraph content={texts.say("thankYou.looking")} />;
  if (seen.kind !== "told") return <s-text>{texts.say("thankYou.unavailable")}</s-text>;
  const { points } = seen;
  if (points.status !== "awarded") return <s-text>{points.text}</s-text>;
  return (
    <>
      <s-text type="strong">{points.text}</s-text>
      <s-text>{texts.say("thankYou.balance", { points: texts.number(points.balance) })}</s-text>
    </>
  );
}
