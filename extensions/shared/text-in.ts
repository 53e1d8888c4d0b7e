/** What stands in a field, and whether a box is ticked, as their events tell it. */

export function textIn({ currentTarget }: Event): string {
  return currentTarget && "value" in currentTarget ? String(currentTarget.value ?? "") : "";
}

export function isTicked({ currentTarget }: Event): boolean {
  return currentTarget !== null && "checked" in currentTarget && currentTarget.checked === true;
}
