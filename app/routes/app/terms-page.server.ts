/** What every page over a part of the terms loads and does: the terms in force, and saving its own part of them. */
import { json } from "@remix-run/node";
import { z } from "zod";
import type { SaveAnswer } from "../../components/terms-form/saving";
import type { Saved } from "../../components/terms-form/terms-form";
import { termsVersion } from "../../loyalty/brand";
import type { TermsInput } from "../../loyalty/program";
import { saveTermsPart } from "../../services/save-terms-part";
import { jsonIn } from "../shared/json-in.server";
import type { Staff } from "./staff.server";

export async function savedTerms(staff: Staff): Promise<Saved> {
  return { version: staff.shop.termsVersion, terms: await staff.terms() };
}

const bodySchema = z.object({
  basedOn: z.number().int().positive(),
  part: z.record(z.string(), z.unknown()),
});

/** @param keys what of the terms this page may change; anything else in the body is refused. */
export async function savePart(request: Request, staff: Staff, keys: readonly (keyof TermsInput)[]) {
  const { shop, services, actor, translator } = staff;
  const { t } = translator;
  const body = bodySchema.safeParse(await jsonIn(request));
  const allowed = new Set<string>(keys);
  if (!body.success || Object.keys(body.data.part).some((key) => !allowed.has(key))) {
    return json<SaveAnswer>({ done: false, reason: "bad-request", message: t("declined.bad-request") }, 400);
  }
  const { basedOn, part } = body.data;
  const outcome = await saveTermsPart(services, {
    shopId: shop.shopId,
    part,
    basedOn: termsVersion(basedOn),
    actor,
  });
  if (!outcome.done) {
    const message = t(`declined.${outcome.reason}`);
    return json<SaveAnswer>({ done: false, reason: outcome.reason, message });
  }
  const version = outcome.value;
  return json<SaveAnswer>({ done: true, version, message: t("program.saved", { version }) });
}
