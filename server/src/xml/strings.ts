/** A copy of a text that outlives its source: engines keep a whole string alive for the sake of a slice of it. */
export function detached(text: string): string {
  return ` ${text}`.slice(1);
}

/**
 * A copy of a text that is often used as a key. Equal texts give the same object, as engines intern the names of properties,
 * so that a lookup compares references instead of characters.
 */
export function interned(text: string): string {
  const names = Object.create(null) as Record<string, true>;
  // eslint-disable-next-line own/no-prototype-lookup -- it has no prototype
  names[text] = true;
  for (const name in names) return name;
  return text;
}
