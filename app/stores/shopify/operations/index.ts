/** Every operation we ever send: the test validates each of them, and computes from them the scopes the app must ask for. */
import {
  describeCollections,
  describeProducts,
  moreCollections,
  productCollections,
  productPrice,
  searchCollections,
  searchProducts,
  variantPrice,
} from "./catalogue";
import { addTags, describeCustomer, removeTags } from "./customers";
import { describeShop } from "./describe-shop";
import {
  findCode,
  issueCode,
  issueShippingCode,
  killCode,
  recombineCode,
  recombineShippingCode,
} from "./discount-codes";
import { createGiftCard, findGiftCards } from "./gift-cards";
import { findCustomers, findInstallation, setMetafields } from "./metafields";
import {
  changedOrders,
  countOrders,
  fetchOrder,
  fetchRefund,
  fulfilments,
  listOrders,
  moreLines,
  moreRefundLines,
  refundIds,
} from "./orders";
import { creditState, giveCredit, noteCredit } from "./store-credit";
import { createTierDiscount, endTierDiscount, findTierDiscounts, updateTierDiscount } from "./tier-discount";

export const operations = [
  describeShop,
  findCode,
  issueCode,
  issueShippingCode,
  killCode,
  recombineCode,
  recombineShippingCode,
  createTierDiscount,
  endTierDiscount,
  findTierDiscounts,
  updateTierDiscount,
  creditState,
  giveCredit,
  noteCredit,
  createGiftCard,
  findGiftCards,
  addTags,
  describeCustomer,
  removeTags,
  describeCollections,
  describeProducts,
  moreCollections,
  productCollections,
  productPrice,
  searchCollections,
  searchProducts,
  variantPrice,
  findCustomers,
  findInstallation,
  setMetafields,
  changedOrders,
  countOrders,
  fetchOrder,
  listOrders,
  moreLines,
  refundIds,
  fetchRefund,
  fulfilments,
  moreRefundLines,
] as const;
