// @ts-check
/** The line from a terminal to the running app: one signed order, one answer. app/services/operator-token.ts checks what is signed here. */
import { createHash, createHmac, hkdfSync, randomUUID } from "node:crypto";
import { sandboxKey, sandboxSecrets } from "./sandbox-key.mjs";

/** Connecting waits for a store, which may be slow. */
const PATIENCE_MS = 180_000;

/** What a person is to read, without a stack. */
export class Refused extends Error {
  /** @override */
  name = "Refused";
}

/** @returns {Buffer} */
function encryptionKey() {
  const key = process.env.ENCRYPTION_KEY || sandboxKey();
  if (key === null)
    throw new Refused(
      `The app's key is not known here: set ENCRYPTION_KEY, or DATA_DIR to the data folder of the sandbox (there is no ${sandboxSecrets()}).`,
    );
  return Buffer.from(key, "base64");
}

/** @param {object} part */
const encoded = (part) => Buffer.from(JSON.stringify(part)).toString("base64url");

/** A JSON Web Token for this order and this minute. @param {string} order @returns {string} */
export function signed(order) {
  const key = Buffer.from(hkdfSync("sha256", encryptionKey(), "", "vafa operator's door v1", 32));
  const iat = Math.floor(Date.now() / 1_000);
  const body = createHash("sha256").update(order).digest("hex");
  const claims = { aud: "vafa-operator", iat, exp: iat + 60, jti: randomUUID(), body };
  const text = `${encoded({ alg: "HS256", typ: "JWT" })}.${encoded(claims)}`;
  return `${text}.${createHmac("sha256", key).update(text).digest("base64url")}`;
}

/**
 * @param {object} order
 * @param {string | undefined} app where it answers
 * @returns {Promise<any>} what the app answers
 */
export async function ask(order, app = `http://127.0.0.1:${process.env.PORT || 3000}`) {
  const text = JSON.stringify(order);
  const address = `${app.replace(/\/+$/, "")}/woocommerce/operator`;
  const response = await fetch(address, {
    method: "POST",
    headers: { Authorization: `Bearer ${signed(text)}`, "Content-Type": "application/json" },
    body: text,
    signal: AbortSignal.timeout(PATIENCE_MS),
    redirect: "error",
  }).catch((error) => {
    throw new Refused(
      error.name === "TimeoutError"
        ? `The app at ${app} has not answered for ${PATIENCE_MS / 60_000} minutes. Look again with: npm run woocommerce -- status`
        : `The app does not answer at ${app}. Start it (npm start, or npm run serve), or say where it is with --app.`,
    );
  });
  return read(response, app);
}

/** @param {Response} response @param {string} app @returns {Promise<any>} */
async function read(response, app) {
  const answer = await response.json().catch(() => null);
  if (answer?.done === true) return answer.value;
  if (typeof answer?.message === "string")
    throw new Refused(`${answer.message}.${answer.detail ? `\n(${answer.detail})` : ""}`);
  if (response.status === 404)
    throw new Refused(
      `What answers at ${app} does not take orders from here: it is not Vafa, or its ENCRYPTION_KEY is another one.`,
    );
  throw new Refused(`The app at ${app} answered ${response.status}. Its log says why.`);
}
