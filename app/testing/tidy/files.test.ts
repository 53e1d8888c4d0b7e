/** The rules about files catch a file that breaks them. */
import { describe, expect, test } from "vitest";
import { kebabNames, noTestIsARoute, openingComments, shortFiles } from "./files";
import { houseOf, type Rule } from "./house";

const find = (rule: Rule, files: Record<string, string>) => rule.look(houseOf(files)).findings;

describe("a file", () => {
  test("is short", () => {
    const found = find(shortFiles, {
      "app/loyalty/long.ts": "x\n".repeat(201),
      "app/loyalty/long.test.ts": "x\n".repeat(201),
      "app/loyalty/short.ts": "x\n".repeat(200),
    });
    expect(found.filter((finding) => !finding.includes("on the list"))).toEqual([
      "app/loyalty/long.ts has 201",
    ]);
  });

  test("opens with a comment, after what tools demand first", () => {
    expect(
      find(openingComments, {
        "app/a.ts": "/** What it is. */\nexport {};",
        "app/cli/a.mjs": "// @ts-check\n/** What it is. */\n",
        "extensions/x/blocks/a.liquid": "{% comment %} What it is. {% endcomment %}",
        "extensions/x/assets/a.css": "/* What it is. */",
        "app/cli/b.mjs": "// @ts-check\nimport {} from 'x';\n",
        "app/b.ts": "export {};",
        "extensions/x/blocks/b.liquid": "<div>",
      }),
    ).toEqual(["app/cli/b.mjs", "app/b.ts", "extensions/x/blocks/b.liquid"]);
  });

  test("has a name in kebab-case, but a route its own spelling", () => {
    expect(
      find(kebabNames, {
        "app/loyalty/earning-rules/spend.test.ts": "",
        "app/routes/app.members.$memberId.tsx": "",
        "app/routes/app._index.tsx": "",
        "app/routes/auth.$.tsx": "",
        "app/loyalty/EarningRules.ts": "",
        "app/loyalty/earning_rules.ts": "",
        "app/Loyalty/points.ts": "",
      }),
    ).toEqual(["app/loyalty/EarningRules.ts", "app/loyalty/earning_rules.ts", "app/Loyalty/points.ts"]);
  });

  test("is no public address when it is a test", () => {
    expect(
      find(noTestIsARoute, {
        "app/routes/app.tsx": "",
        "app/routes/app.test.tsx": "",
        "app/routes/x/route.test.ts": "",
      }),
    ).toHaveLength(2);
  });
});
