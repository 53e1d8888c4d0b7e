/** Every operation we ever send: the test validates each of them, and computes from them the scopes the app must ask for. */
import { describeShop } from "./describe-shop";
import { findCode, issueCode, killCode } from "./discount-codes";
import { findCustomers, findInstallation, setMetafields } from "./metafields";
import {
  countOrders,
  fetchOrder,
  fetchRefund,
  fulfilments,
  listOrders,
  moreLines,
  moreRefundLines,
  refundIds,
} from "./orders";

export const operations = [
  describeShop,
  findCode,
  issueCode,
  killCode,
  findCustomers,
  findInstallation,
  setMetafields,
  countOrders,
  fetchOrder,
  listOrders,
  moreLines,
  refundIds,
  fetchRefund,
  fulfilments,
  moreRefundLines,
] as const;
