/** Truth as people write it. */
import { anotherValue } from './place';

const TRUE = ['true', 'yes', 'y', 'ja', 'j', 'wahr', 'on', 'ein', 'x', '1', 'oui', 'si', 'sí', 'vrai', 't'];
const FALSE = ['false', 'no', 'n', 'nein', 'falsch', 'off', 'aus', '0', 'non', 'faux', 'f'];
/** What is as good as sure in any language of those who write these files. */
const SURE = /^(true|false|yes|no|ja|nein|wahr|falsch|[01]|y|n|j)$/i;

/** What a word says, in the words that lists of values use; empty where it says neither. */
export function wordsFor(text: string): readonly string[] {
  const word = text.trim().toLowerCase().replace(/[.!]$/, '');
  if (TRUE.includes(word)) return ['true', 'yes', 'Yes', '1'];
  if (FALSE.includes(word)) return ['false', 'no', 'No', '0'];
  return [];
}

/** `true` or `false` for a word that says so, near misses included. */
export const booleanValue = anotherValue(function* ({ text, members }) {
  if (!members.some(({ primitive }) => primitive === 'boolean')) return;
  const [known] = wordsFor(text);
  if (known !== undefined) {
    yield { value: known, preferred: SURE.test(text.trim()) };
    return;
  }
  if (members.length > 1) return;
  const word = text.trim().toLowerCase();
  const near = ['true', 'false'].filter((value) => word.length > 2 && value.startsWith(word.slice(0, 2)));
  for (const value of near.length > 0 ? near : ['true', 'false']) yield { value };
});
