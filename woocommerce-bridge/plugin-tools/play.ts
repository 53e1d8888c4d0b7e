/** Scenes for the plugin: code on the small WordPress, and what the Vafa server answers in them. */
import { runPhp } from "./php";

/** Runs code in the plugin's namespace and answers what it prints as JSON. */
export const play = async (code: string): Promise<unknown> =>
  JSON.parse(
    await runPhp(
      `require '/small-wordpress.php'; ${code.replaceAll(/\b(Desk|WC_Coupon|WC_Product_Variable|WC_Product|WC_Order|WP_REST_Request)\b/g, "\\$1").replaceAll(/\bpages?\(\)/g, "Vafa\\turn_page()")}`,
    ),
  );

export const reward = (more: object) =>
  JSON.stringify({
    id: "five-off",
    kind: "amount-off",
    name: "5 off",
    price: { mode: "fixed", points: 500, valueMinor: 500 },
    valueText: "€5.00 off",
    notes: [],
    closedBecause: null,
    affordable: true,
    spendablePoints: 900,
    missingPoints: 0,
    minimumSubtotalMinor: 0,
    combinesWith: { orderDiscounts: true, productDiscounts: true, shippingDiscounts: true },
    ...more,
  });
export const slider = reward({
  id: "slider",
  name: "Points for money",
  price: { mode: "slider", stepPoints: 100, stepValueMinor: 100, minPoints: 100, maxPoints: 0 },
});
export const php = (json: string) => `json_decode('${json.replaceAll("'", "\\'")}', true)`;
export const standing = (rewards: readonly string[], held = "[]") =>
  `array(200, array('member' => array('balance' => 900, 'pending' => 40, 'tier' => null, 'progress' => null), 'rewards' => array(${rewards.map(php).join(",")}), 'held' => ${php(held)}))`;
export const issued = (state: string) =>
  JSON.stringify({
    redemptionId: "11",
    rewardName: "5 off",
    kind: "amount-off",
    state,
    points: 500,
    code: state === "issued" ? "VAFA-AAAA" : null,
    note: null,
    deadline: 1_900_000_000_000,
  });
export const redeemed = (status: string, state: string) =>
  `array(201, array('status' => '${status}', 'redemption' => ${php(issued(state))}, 'balance' => 400))`;
export const coupon = "Desk::$coupons['vafa-aaaa'] = new WC_Coupon('VAFA-AAAA', '5 off (Vafa VAFA-AAAA)');";
