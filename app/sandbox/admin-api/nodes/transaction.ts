/** Money that moved for an order: payments in, refunds out. */
import { gid } from "../../state/ids";
import type { SandboxOrder, SandboxRefund } from "../../state/types";
import type { ApiNode } from "../connection";
import { orderNode } from "./order";
import { iso, moneyBag, moneyText, moneyV2, type World } from "./world";

interface Movement {
  readonly id: number;
  readonly at: number;
  readonly kind: "SALE" | "REFUND";
  readonly gateway: string;
  readonly minor: number;
}

/** Of the whole order, or of one refund. */
export function transactionNodes(world: World, order: SandboxOrder, only?: SandboxRefund): ApiNode[] {
  const payments = order.payments.map(
    ({ id, at, gateway, amountMinor }): Movement => ({ id, at, gateway, kind: "SALE", minor: amountMinor }),
  );
  const refunds = (only === undefined ? order.refunds : [only]).flatMap((refund): Movement[] =>
    refund.transactionId === null
      ? []
      : [
          {
            id: refund.transactionId,
            at: refund.at,
            gateway: "bogus",
            kind: "REFUND",
            minor: refund.amountMinor,
          },
        ],
  );
  const movements = only === undefined ? [...payments, ...refunds] : refunds;
  return movements.map((movement) => transactionNode(world, order, movement));
}

function cardNode({ buyer: { card } }: SandboxOrder): ApiNode | null {
  if (card === null) return null;
  const number = `•••• •••• •••• ${card.last}`;
  return { __typename: "CardPaymentDetails", bin: card.bin, number, company: "Visa", name: null };
}

function transactionNode(world: World, order: SandboxOrder, movement: Movement): ApiNode {
  return {
    __typename: "OrderTransaction",
    id: gid("OrderTransaction", movement.id),
    kind: movement.kind,
    status: "SUCCESS",
    gateway: movement.gateway,
    formattedGateway: movement.gateway,
    amount: moneyText(world, movement.minor),
    amountSet: moneyBag(world, movement.minor),
    amountV2: moneyV2(world, movement.minor),
    createdAt: iso(movement.at),
    processedAt: iso(movement.at),
    errorCode: null,
    paymentDetails: cardNode(order),
    test: false,
    manualPaymentGateway: false,
    parentTransaction: null,
    order: () => orderNode(world, order),
  };
}
