/** All messages in English, by area of the product; one file each, so that people who work on different areas do not meet in one file. */
import account from "./en/account.json";
import campaigns from "./en/campaigns.json";
import codes from "./en/codes.json";
import core from "./en/core.json";
import earning from "./en/earning.json";
import explain from "./en/explain.json";
import frame from "./en/frame.json";
import imports from "./en/import.json";
import ledger from "./en/ledger.json";
import membership from "./en/membership.json";
import referrals from "./en/referrals.json";
import rewards from "./en/rewards.json";
import settings from "./en/settings.json";
import tiers from "./en/tiers.json";
import woocommerce from "./en/woocommerce.json";
import woocommerceIntake from "./en/woocommerce-intake.json";

export const en = {
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
