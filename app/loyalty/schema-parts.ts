/** Small pieces of schema that terms, tiers, rewards and rules share. */
import { z } from "zod";

/**
 * What can be wrong with a field of the terms. Every schema of the core says it in these words and no others; the translation key is
 * `field.<fault>` (law 7).
 */
export const fieldFaults = [
  "required",
  "whole",
  "too-small",
  "too-big",
  "too-long",
  "invalid",
  "duplicate-id",
  "same-threshold",
  "minimum-not-a-multiple",
  "maximum-not-a-multiple",
  "maximum-below-minimum",
  "ends-before-it-begins",
  "unknown-reference",
] as const;
export type FieldFault = (typeof fieldFaults)[number];

/** A fault as zod takes it, so that a misspelt one does not compile. */
export const fault = (error: FieldFault) => ({ error });

/** An object of these fields. */
export const fields = <Shape extends z.ZodRawShape>(shape: Shape) => z.object(shape, fault("invalid"));

export const yesOrNo = z.boolean(fault("invalid"));

const translation = z.string(fault("invalid")).trim().max(120, fault("too-long"));

/** Text per language; English is required, because it is what is read where a translation is missing. */
export const localizedTextSchema = fields({
  en: z.string(fault("required")).trim().min(1, fault("required")).max(120, fault("too-long")),
  fa: translation.optional(),
  ar: translation.optional(),
});
export type LocalizedText = z.infer<typeof localizedTextSchema>;

/** A whole number within bounds, both inclusive. */
export const whole = (from: number, to: number) =>
  z.number(fault("whole")).int(fault("whole")).min(from, fault("too-small")).max(to, fault("too-big"));

/** A short lower-case handle that stays with its object through every version of the terms. */
export const handle = z.string(fault("required")).regex(/^[a-z0-9][a-z0-9-]{0,40}$/, fault("invalid"));
