/** All messages in Arabic, by area of the product; one file each, so that people who work on different areas do not meet in one file. */
import account from "./ar/account.json";
import campaigns from "./ar/campaigns.json";
import codes from "./ar/codes.json";
import core from "./ar/core.json";
import earning from "./ar/earning.json";
import explain from "./ar/explain.json";
import frame from "./ar/frame.json";
import imports from "./ar/import.json";
import ledger from "./ar/ledger.json";
import membership from "./ar/membership.json";
import referrals from "./ar/referrals.json";
import rewards from "./ar/rewards.json";
import settings from "./ar/settings.json";
import tiers from "./ar/tiers.json";
import woocommerce from "./ar/woocommerce.json";
import woocommerceIntake from "./ar/woocommerce-intake.json";

export const ar = {
  ...account,
  ...campaigns,
  ...codes,
  ...core,
  ...earning,
  ...explain,
  ...frame,
  ...imports,
  ...ledger,
  ...membership,
  ...referrals,
  ...rewards,
  ...settings,
  ...tiers,
  ...woocommerce,
  ...woocommerceIntake,
};
