/** The pages of referrals on the storefront: what an invited friend sees, and an advocate's own link. Both work without any script. */
import type { ReferralOverview } from "../../contract/referral-api";
import type { ShopRow } from "../../db/shops";
import type { Translator } from "../../i18n";
import type { Declined } from "../../loyalty/outcome";
import type { ReferralTerms } from "../../loyalty/referrals";
import type { Invited } from "../../services/invite-friend";
import { friendWorth } from "../../services/read-referral";
import { type Markup, page, storefrontRoot } from "./liquid-page.server";

type Gift = Pick<ReferralTerms, "friendReward" | "minimumMinor">;

function giftOf(gift: Gift, shop: ShopRow, translator: Translator): Markup {
  const { t, money } = translator;
  const worth = friendWorth(gift.friendReward, shop, translator);
  const minimum =
    gift.minimumMinor > 0
      ? page`<p class="vafa-quiet">${t("referral.landing.minimum", { minimum: money(gift.minimumMinor, shop.currency) })}</p>`
      : null;
  return page`<h1>${t("referral.landing.title")}</h1><p><strong>${t("referral.landing.gift", { worth })}</strong></p>${minimum}`;
}

export interface LandingFacts {
  readonly shop: ShopRow;
  readonly gift: Gift;
  /** What was wrong with the last try. */
  readonly refusal: Declined | null;
}

/** A form that posts to where it stands. */
export function landingPage({ shop, gift, refusal }: LandingFacts, translator: Translator): Markup {
  const { t } = translator;
  const wrong = refusal
    ? page`<p class="vafa-wrong" id="vafa-wrong" role="alert">${t(`declined.${refusal.reason}`, refusal.details)}</p>`
    : null;
  const described = refusal ? page` aria-invalid="true" aria-describedby="vafa-wrong"` : null;
  return page`${giftOf(gift, shop, translator)}<p>${t("referral.landing.lead")}</p>
<form method="post">${wrong}<label for="vafa-email">${t("referral.landing.email")}</label>
<input id="vafa-email" name="email" type="email" dir="ltr" autocomplete="email" maxlength="320" required${described}>
<button type="submit">${t("referral.landing.ask")}</button></form>
<p class="vafa-quiet">${t("referral.landing.privacy")}</p>`;
}

/** The code, and the link that puts it on the cart. */
export function welcomePage(invited: Invited, shop: ShopRow, translator: Translator): Markup {
  const { t, date } = translator;
  const until = t("referral.landing.until", { date: date(invited.endsAt, shop.timeZone) });
  return page`${giftOf(invited, shop, translator)}<p>${t("referral.landing.code")}</p><p><code data-vafa-code>${invited.code}</code></p>
<p class="vafa-quiet">${until}</p><p><a class="vafa-go" href="${storefrontRoot}discount/${invited.code}?redirect=/">${t("referral.landing.apply")}</a></p>`;
}

/** What a link that leads nowhere says. */
export function refusalPage(refusal: Declined, { t }: Translator): Markup {
  return page`<h1>${t("referral.landing.title")}</h1><p>${t(`declined.${refusal.reason}`, refusal.details)}</p>
<p><a class="vafa-go" href="${storefrontRoot}">${t("referral.landing.shop")}</a></p>`;
}

/** An advocate's own page. */
export function ownPage(overview: ReferralOverview, loggedIn: boolean, { t }: Translator): Markup {
  const title = page`<h1>${t("referral.own.title")}</h1>`;
  const { link, friends } = overview;
  if (link === null) return page`${title}<p>${t(loggedIn ? "referral.own.off" : "referral.own.login")}</p>`;
  const list = friends.map(({ text }) => page`<li>${text}</li>`);
  const shown =
    friends.length > 0 ? page`<ul>${list}</ul>` : page`<p class="vafa-quiet">${t("referral.own.none")}</p>`;
  return page`${title}<p>${overview.friendText}</p><p>${overview.advocateText}</p><p>${t("referral.own.link")}</p>
<p><code data-vafa-link>${link}</code></p><h2>${t("referral.own.friends")}</h2>${shown}`;
}
