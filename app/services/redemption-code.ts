/** Redemption codes: easy to read out, impossible to guess. */
import { randomInt } from "node:crypto";

/** Without letters and digits that are taken for each other (0 O, 1 I L, 5 S, 8 B). */
const alphabet = "234679ACDEFGHJKMNPQRTUVWXYZ";
const groups = 3;
const groupLength = 4;

/** Twelve characters of 27 make 57 bits of chance. Upper case, as stores compare codes. */
export function redemptionCode(): string {
  const group = () =>
    Array.from({ length: groupLength }, () => alphabet[randomInt(alphabet.length)]).join("");
  return ["VAFA", ...Array.from({ length: groups }, group)].join("-");
}
