/** What we must know of a shop to make its first program. */
import * as z from "zod";
import { operation } from "./operation";

export const describeShop = operation<Record<string, never>>()({
  document: `#graphql
    query DescribeShop {
      shop { name currencyCode ianaTimezone }
      shopLocales(published: true) { locale primary }
    }
  `,
  answer: z.object({
    shop: z.object({ name: z.string(), currencyCode: z.string(), ianaTimezone: z.string() }),
    shopLocales: z.array(z.object({ locale: z.string(), primary: z.boolean() })),
  }),
});
