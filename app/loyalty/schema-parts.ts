/** Small pieces of schema that terms, tiers, rewards and rules share. */
import { z } from "zod";

/** Text per language; English is required, because it is what is read where a translation is missing. */
export const localizedTextSchema = z.object({
  en: z.string().trim().min(1).max(120),
  fa: z.string().trim().max(120).optional(),
  ar: z.string().trim().max(120).optional(),
});
export type LocalizedText = z.infer<typeof localizedTextSchema>;

/** A whole number within bounds, both inclusive. */
export const whole = (from: number, to: number) => z.number().int().min(from).max(to);

/** A short lower-case handle that stays with its object through every version of the terms. */
export const handle = z.string().regex(/^[a-z0-9][a-z0-9-]{0,40}$/);
