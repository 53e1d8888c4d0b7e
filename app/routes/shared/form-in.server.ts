/** The form that a request brings. What brings none, or half of one, is the asker's mistake and not ours: 400, and nobody is called. */

/** @throws Response 400 for a body that is no form. */
export async function formIn(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch {
    throw new Response(null, { status: 400 });
  }
}
