// @ts-check
/**
 * A body larger than any shop sends is refused before it fills the memory, without being read here: the bytes go on to Remix as
 * they came. (A 5 MB webhook passes; what is wrong with it is said in the admin and not by a closed connection.)
 */

export const LARGEST = 10 * 1024 * 1024;

/** So much is let run past unread, so that an honest sender reads the answer instead of a broken connection. */
const LET_PAST = 4 * LARGEST;

/** Must stand directly before Remix's handler, which begins to read in the same turn. @type {import("express").RequestHandler} */
export function limitBody(request, response, next) {
  const announced = Number(request.headers["content-length"] ?? 0);
  if (announced > LET_PAST) {
    refuse(response);
    return;
  }
  if (announced > LARGEST) {
    request.once("end", () => refuse(response)).resume();
    return;
  }
  if (request.headers["transfer-encoding"] !== undefined) cutOff(request, response);
  next();
}

/** @param {import("node:http").ServerResponse} response */
export function refuse(response) {
  return response
    .writeHead(413, { Connection: "close", "Content-Type": "text/plain" })
    .end("The body is too large");
}

/**
 * A body of unannounced length is counted as it passes, and cut off when the answer is out.
 * @param {import("express").Request} request
 * @param {import("express").Response} response
 */
function cutOff(request, response) {
  let seen = 0;
  request.on("data", (/** @type {Buffer} */ chunk) => {
    seen += chunk.length;
    if (seen <= LARGEST) return;
    if (!response.headersSent) refuse(response).once("finish", () => request.destroy());
    else if (seen > 2 * LARGEST) request.destroy();
  });
}
