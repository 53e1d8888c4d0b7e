/** The keyed hash of tests: the same in all of them, so that what one wrote another can find. */
import { createFingerprint } from "../db/fingerprint";

export const testFingerprint = createFingerprint(Buffer.alloc(32, 1));
