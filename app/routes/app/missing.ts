/** A page, or a thing on it, that does not exist in this shop: the same answer as for another shop's (law 10). */
export const missing = (): Response => new Response(null, { status: 404 });
