/** A Shopify that makes and kills codes, played at the HTTP line, for tests of the shopper doors; it can be told to be slow or to refuse. */
import { delay } from "msw";
import * as z from "zod";
import { type Asked, adminApi, data, page } from "./admin-api-line";

const wish = z.object({ discount: z.object({ code: z.string() }) });
const combining = z.object({
  id: z.string(),
  discount: z.object({ combinesWith: z.record(z.string(), z.boolean()) }),
});
const REF = "gid://shopify/DiscountCodeNode/";

export function playShopify() {
  const api = adminApi();
  const mood = { slowMs: 0, refuses: false, down: false };
  const codes = new Map<string, { id: string; used: boolean }>();
  /** The combinations last asked for, by the store's id of the code. */
  const combinations = new Map<string, Readonly<Record<string, boolean>>>();
  const node = (id: string) => {
    const code = [...codes.values()].find((one) => one.id === id);
    const codeDiscount = { __typename: "DiscountCodeBasic", asyncUsageCount: code?.used ? 1 : 0 };
    return code ? { id, codeDiscount } : null;
  };
  const answer = async ({ query, variables }: Asked) => {
    await delay(mood.slowMs);
    if (mood.down) return page(503);
    if (query.includes("IssueCode")) {
      const { code } = wish.parse(variables).discount;
      if (mood.refuses)
        return data({
          discountCodeBasicCreate: {
            codeDiscountNode: null,
            userErrors: [{ code: "INVALID", message: "no" }],
          },
        });
      codes.set(code, { id: `${REF}${codes.size + 1}`, used: false });
      return data({
        discountCodeBasicCreate: { codeDiscountNode: { id: `${REF}${codes.size}` }, userErrors: [] },
      });
    }
    if (query.includes("KillCode"))
      return data({
        discountCodeDeactivate: { codeDiscountNode: node(String(variables.id)), userErrors: [] },
      });
    if (query.includes("RecombineCode")) {
      const { id, discount } = combining.parse(variables);
      combinations.set(id, discount.combinesWith);
      return data({ discountCodeBasicUpdate: { codeDiscountNode: { id }, userErrors: [] } });
    }
    if (query.includes("FindCode")) {
      const found = codes.get(String(variables.code));
      return data({ codeDiscountNodeByCode: found ? node(found.id) : null });
    }
    return data({ metafieldsSet: { metafields: [], userErrors: [] }, currentAppInstallation: { id: "1" } });
  };
  return { ...api, mood, codes, combinations, start: () => api.answers(answer) };
}
