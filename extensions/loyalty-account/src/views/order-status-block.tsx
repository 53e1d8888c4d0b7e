/** The block on an order's page: what this order earned, or when it will. */
import { useMemo } from "preact/hooks";
import { type Api, createApi } from "../api";
import type { OrderStatusHost } from "../host";
import { type Texts, textsOf } from "../texts";
import { useQuestion } from "../use-question";
import { Told } from "./told";

export function OrderStatusBlock({ host }: { readonly host: OrderStatusHost }) {
  const texts = textsOf(host);
  const api = useMemo(() => createApi(host), [host]);
  const orderId = host.order.value?.id;
  return (
    <s-section heading={texts.say("order.heading")}>
      {orderId === undefined ? (
        <s-text>{texts.say("order.later")}</s-text>
      ) : (
        <Earned orderId={orderId} api={api} texts={texts} />
      )}
    </s-section>
  );
}

function Earned({ orderId, api, texts }: { orderId: string; api: Api; texts: Texts }) {
  const points = useQuestion(() => api.orderPoints(orderId));
  return (
    <Told answer={points} texts={texts}>
      {(told) => (
        <s-stack gap="small-200">
          <s-text type="strong">{told.text}</s-text>
          {told.status === "awarded" && (
            <s-text>{texts.say("order.balance", { points: texts.number(told.balance) })}</s-text>
          )}
        </s-stack>
      )}
    </Told>
  );
}
