/** What an adjustment will do to what can be spent, before it is made. The service decides; this only foretells. */

export interface Preview {
  /** What can be spent afterwards. */
  readonly after: number;
  /** How many points are missing for taking so many; 0 when there are enough. */
  readonly short: number;
}

/** Points given cover what the member owes first (law 4's other half: the next credit absorbs a deficit). */
export function previewOf(standing: { active: number; deficit: number }, signed: number): Preview {
  if (signed >= 0) {
    const covering = Math.min(standing.deficit, signed);
    return { after: standing.active + signed - covering, short: 0 };
  }
  return { after: Math.max(0, standing.active + signed), short: Math.max(0, -signed - standing.active) };
}
