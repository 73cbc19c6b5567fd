/**
 * What a code action or a completion item carries until the client sends it back, as a text: clients keep a text as it is, but
 * leave out `null`, or make `null` of an empty object.
 */

/** Packs data for a client. */
export function packed(data: object): string {
  return JSON.stringify(data);
}

/** The data that a client sends back; `null` where it is not what was sent. */
export function unpacked<T extends object>(data: unknown): T | null {
  if (typeof data !== 'string') return null;
  try {
    const value: unknown = JSON.parse(data);
    return typeof value === 'object' ? (value as T | null) : null;
  } catch {
    return null;
  }
}
