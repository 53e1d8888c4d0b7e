/** The form that a request brings. What brings none, half of one, or a text that cannot be stored, is the asker's mistake and not ours: 400, and nobody is called. */
import { hasZero } from "./json-in.server";

/** @throws Response 400 for a body that is no form, or has a zero in a text. */
export async function formIn(request: Request): Promise<FormData> {
  const form = await request.formData().catch(() => null);
  if (!form || [...form.values()].some((value) => typeof value === "string" && hasZero(value)))
    throw new Response(null, { status: 400 });
  return form;
}
