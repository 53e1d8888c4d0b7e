/**
 * The house rules as a test: what a reader of this code may rely on (DESIGN.md §3). Each failure says the rule, why it is one, and
 * how to mend it. The rules themselves, and the proof that each catches what it is for, are in app/testing/tidy.
 */
import { describe, expect, test } from "vitest";
import { oneApiVersion } from "./testing/tidy/api-version";
import { lessonsHaveTests } from "./testing/tidy/field-lessons";
import { kebabNames, noTestIsARoute, openingComments, shortFiles } from "./testing/tidy/files";
import { type Rule, readHouse } from "./testing/tidy/house";
import { importDirection, sandboxApart } from "./testing/tidy/import-direction";
import { extensionMessagesAgree, messagesAgree } from "./testing/tidy/messages";
import { metafieldKeysAgree } from "./testing/tidy/metafields";
import { pureRooms } from "./testing/tidy/pure-rooms";
import { queriesCarryShop } from "./testing/tidy/queries-carry-shop";
import { webhooksHaveRoutes } from "./testing/tidy/webhooks";
import { environmentInOnePlace, packagesInTheirPlace } from "./testing/tidy/who-knows-what";

const RULES: readonly Rule[] = [
  importDirection,
  sandboxApart,
  pureRooms,
  packagesInTheirPlace,
  environmentInOnePlace,
  queriesCarryShop,
  webhooksHaveRoutes,
  oneApiVersion,
  metafieldKeysAgree,
  messagesAgree,
  extensionMessagesAgree,
  noTestIsARoute,
  shortFiles,
  openingComments,
  kebabNames,
  lessonsHaveTests,
];

const house = readHouse(process.cwd());
/** The first rule that looks into files has the whole house parsed: some seconds, and many on a busy machine. */
const timeout = 180_000;

describe("the house rules", () => {
  for (const { rule, why, mend, look } of RULES) {
    test(rule, { timeout }, () => {
      const { seen, findings } = look(house);
      if (findings.length > 0) {
        expect.fail(`Rule: ${rule}.\nWhy: ${why}.\nMend: ${mend}.\nFound:\n  ${findings.join("\n  ")}\n`);
      }
      expect(
        seen,
        "this rule saw nothing to judge, so it proves nothing: is the house where it looks?",
      ).toBeGreaterThan(0);
    });
  }
});
