/** What is logged can be followed up, and betrays nobody. */
import { describe, expect, test } from "vitest";
import { REDACTED, redact } from "./redact";

describe("a log line", () => {
  test("keeps identifiers and figures", () => {
    const fields = {
      shop: "vafa-demo.myshopify.com",
      memberId: "m1",
      orderId: 7,
      points: 120n,
      topics: ["orders/paid"],
    };
    expect(redact(fields)).toEqual({ ...fields, points: "120" });
  });

  test("hides secrets at any depth and in any spelling", () => {
    expect(
      redact({
        call: { headers: [{ "X-Shopify-Access-Token": "t", authorization: "Bearer t" }] },
        refreshToken: "t",
      }),
    ).toEqual({
      call: { headers: [{ "X-Shopify-Access-Token": REDACTED, authorization: REDACTED }] },
      refreshToken: REDACTED,
    });
  });

  test("hides personal data and whole payloads", () => {
    expect(
      redact({ customer: { id: 1, email: "a@b.c", first_name: "Sara", shippingAddress: {} }, payload: "{}" }),
    ).toEqual({
      customer: { id: 1, email: REDACTED, first_name: REDACTED, shippingAddress: REDACTED },
      payload: REDACTED,
    });
  });

  test("shows an error with its cause, but no query of an address and no secret it carries", () => {
    const cause = Object.assign(new Error("GET https://x.example/a?hmac=abc failed"), { accessToken: "t" });
    const shown = JSON.stringify(redact({ err: new Error("outer", { cause }) }));
    expect(shown).toContain("https://x.example/a?[redacted] failed");
    expect(shown).not.toContain("abc");
    expect(shown).not.toContain('"t"');
  });

  test("shows no signed token, wherever it is quoted", () => {
    const token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI3In0.c2lnbmF0dXJl";
    const shown = JSON.stringify(redact({ woo: token, err: new Error(`/app?woo=${token} came late`) }));
    expect(shown).not.toContain("eyJ");
    expect(shown).toContain("/app?woo=[redacted] came late");
  });

  test("shows the code of an error, but not the row or the mail address that caused it", () => {
    const error = Object.assign(new Error("sara@example.com is taken"), {
      code: "23505",
      detail: "Key (email)=(sara@…)",
    });
    expect(redact(error)).toMatchObject({ code: "23505", detail: REDACTED, message: "[redacted] is taken" });
  });

  test("ends on an object that contains itself", () => {
    const ring: Record<string, unknown> = { shop: "s" };
    ring.self = ring;
    expect(JSON.stringify(redact(ring))).toContain("[too deep]");
  });
});
