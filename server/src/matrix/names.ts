/** Names of patches and suppliers: by which key they are compared, and in which spelling they are shown. */
import type { Vocabulary } from '../domain/vocabulary';

/** The key of a patch's row: vendor and identifier as they are compared. */
export function patchKey(vendor: string, id: string, { identity }: Pick<Vocabulary, 'identity'>): string {
  return JSON.stringify([identity.vendor(vendor), identity.patch(vendor, id)]);
}

/** The most frequent of some texts; of equally frequent ones, the first. @param texts at least one */
export function mostFrequent(texts: readonly string[]): string {
  const [first] = texts;
  if (texts.every((text) => text === first)) return first!;
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].reduce((most, next) => (next[1] > most[1] ? next : most))[0];
}
