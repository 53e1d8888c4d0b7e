/** What other rooms name, the messages say: the reasons of parked events, of adjustments, of the audit trail and of messages to the store. */
import { expect, test } from "vitest";
import { auditActions } from "../db/audit";
import { effectKinds } from "../db/outbox";
import { locales, messagesOf } from "../i18n";
import { adjustmentReasons } from "../services/adjust-points";
import { parkReasons } from "../stores/store";

const keys = [
  ...parkReasons.map((reason) => `parked.${reason}` as const),
  ...adjustmentReasons.map((reason) => `adjustment.${reason}` as const),
  ...auditActions.map((action) => `audit.${action}` as const),
  ...effectKinds.map((kind) => `effect.${kind}` as const),
];

test.each(keys)("%s is said in every language", (key) => {
  for (const locale of locales) expect(messagesOf(locale)[key]).toBeTruthy();
});
