/** A request's line in the log can be followed up, and betrays nobody. */
import { describe, expect, test } from "vitest";
import { redactUrl } from "./request-log.mjs";

describe("the address in a log line", () => {
  test("shows the shop, and hides tokens, signatures, names searched for and whatever else is new", () => {
    expect(redactUrl("/app?shop=a.myshopify.com&id_token=t&hmac=h&session=s&q=Sara&invented=x")).toBe(
      "/app?shop=a.myshopify.com&id_token=[redacted]&hmac=[redacted]&session=[redacted]&q=[redacted]&invented=[redacted]",
    );
  });

  test("hides the token that a frame in wp-admin brings", () => {
    expect(redactUrl("/app?woo=eyJ.eyJ.x&locale=fa")).toBe("/app?woo=[redacted]&locale=fa");
  });

  test("is left as it is without a query, and when a name has no value", () => {
    expect(redactUrl("/health/live")).toBe("/health/live");
    expect(redactUrl("/app?index&embedded=1")).toBe("/app?index&embedded=1");
  });
});
