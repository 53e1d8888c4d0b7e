/** All messages in Persian, by area of the product; one file each, so that people who work on different areas do not meet in one file. */
import account from "./fa/account.json";
import campaigns from "./fa/campaigns.json";
import codes from "./fa/codes.json";
import core from "./fa/core.json";
import earning from "./fa/earning.json";
import explain from "./fa/explain.json";
import frame from "./fa/frame.json";
import imports from "./fa/import.json";
import ledger from "./fa/ledger.json";
import membership from "./fa/membership.json";
import referrals from "./fa/referrals.json";
import rewards from "./fa/rewards.json";
import settings from "./fa/settings.json";
import tiers from "./fa/tiers.json";
import woocommerce from "./fa/woocommerce.json";
import woocommerceIntake from "./fa/woocommerce-intake.json";

export const fa = {
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
