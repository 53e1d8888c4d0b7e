/**
 * Every address that is nobody's. Answered without drawing a page, because it is asked for by programs that try doors; and Remix, which would draw one, answers a form
 * of another site with 500 and prints the address past the log.
 */
const nobody = (): Response =>
  new Response("Not found", {
    status: 404,
    headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" },
  });

export const loader = nobody;
export const action = nobody;
