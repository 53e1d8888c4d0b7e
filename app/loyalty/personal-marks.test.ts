/** What is hashed of a person is the same however they write it, and absent where it tells nobody apart. */
import { describe, expect, it } from "vitest";
import { addressMark, deviceMark, paymentMark, phoneMark } from "./personal-marks";

describe("marks of a person", () => {
  it("know a number with and without its country's prefix", () => {
    expect(phoneMark("+98 912 345 6789")).toBe(phoneMark("0912-345-6789"));
    expect(phoneMark("12345")).toBeNull();
  });

  it("know an address by street and code, however it is punctuated", () => {
    const one = addressMark({ street: "12, High St.", postalCode: "AB1 2CD", country: "GB" });
    expect(addressMark({ street: "12 High st", postalCode: "ab12cd", country: "gb" })).toBe(one);
    expect(addressMark({ street: "12 High St", postalCode: null, country: "GB" })).toBeNull();
    expect(addressMark(null)).toBeNull();
  });

  it("never know a device by its network alone, so that a household's connection is nobody's mark", () => {
    expect(deviceMark({ address: "203.0.113.7", agent: null })).toBeNull();
    expect(deviceMark({ address: "203.0.113.7", agent: "Phone A" })).not.toBe(
      deviceMark({ address: "203.0.113.7", agent: "Phone B" }),
    );
    expect(paymentMark(" ")).toBeNull();
  });
});
