import type { TestVocabulary } from './vocabularies';

/** A publication of many patches, long enough for its parts to be memoised. */
export function longText({ sampleText, vocabulary, prefix }: TestVocabulary, patches = 200): string {
  const tag = `${prefix}${vocabulary.profile.containers.patch.element}>`;
  const start = sampleText.indexOf(`<${tag}`);
  const end = sampleText.indexOf(`</${tag}`) + tag.length + 2;
  const patch = sampleText.slice(start, end);
  const copies = Array.from({ length: patches }, (_, index) => patch.replace(/KB\d+/, `KB${index}`));
  return sampleText.slice(0, start) + copies.join('\n') + sampleText.slice(end);
}
