/** Fixes with known values: enumerations, fixed values, ids, booleans. */
import { plain } from '../../../xml/nearest';
import { dataList, dataText } from '../fix';
import { suggestions, uniqueMatch } from '../names';
import { valueFixes } from './invalidValue';

/** An enumerated value, the most similar first. */
export const listedValue = valueFixes(function* ({ text, request: { problem } }) {
  const known = dataList(problem, 'expected');
  const translated = booleanWords(text).find((word) => known.includes(word));
  if (translated !== undefined) yield { value: translated, preferred: true };
  for (const { word, preferred } of suggestions(text, known)) yield { value: word, preferred };
});

/** The fixed value; preferred if the invalid one is similar or empty. */
export const fixedValue = valueFixes(function* ({ text, request: { problem } }) {
  for (const value of dataList(problem, 'expected')) {
    yield { value, preferred: text.trim() === '' || uniqueMatch(text, [value]) === value };
  }
});

/** An existing id, the most similar first. Ids resemble each other: preferred only if case and punctuation alone differ. */
export const existingId = valueFixes(function* ({ text, request: { problem } }) {
  const known = dataList(problem, 'expected');
  const equal = known.filter((id) => plain(id) === plain(text));
  for (const { word } of suggestions(text, known))
    yield { value: word, preferred: equal.length === 1 && equal[0] === word };
});

/** Numbers that are tried as the suffix of an id. */
const MAX_NUMBERS = 20;

/** An unused id: the one in the problem's data, otherwise the id with another number as suffix. */
export const freeId = valueFixes(function* ({ text, request: { problem } }) {
  const free = dataText(problem, 'free');
  if (free !== undefined) {
    yield { value: free };
    return;
  }
  const [, stem = text, , number = '1'] = /^(.*?)([-_.]?)(\d{1,9})$/s.exec(text) ?? [];
  if (/^\d{1,9}$/.test(text)) {
    for (let next = 1; next <= MAX_NUMBERS; next++) yield { value: String(Number(text) + next), group: 'free' };
    return;
  }
  for (let next = 1; next <= MAX_NUMBERS; next++) {
    const padded = String(Number(number) + next).padStart(/\d$/.test(text) ? number.length : 1, '0');
    const join = /\d$/.test(text) ? text.slice(stem.length, text.length - number.length) : '-';
    yield { value: `${stem}${join}${padded}`, group: 'free' };
  }
});

/** Words for true and false in English, German, French, Spanish and Italian. */
const TRUE = ['true', 'yes', 'y', 'ja', 'j', 'wahr', 'on', 'ein', 'x', '1', 'oui', 'si', 'sí', 'vrai', 't'];
const FALSE = ['false', 'no', 'n', 'nein', 'falsch', 'off', 'aus', '0', 'non', 'faux', 'f'];
/** Words that mean the same in all these languages, or are common in these files. */
const UNAMBIGUOUS = /^(true|false|yes|no|ja|nein|wahr|falsch|[01]|y|n|j)$/i;

/** The words that value lists use for true or for false, by the meaning of a word; empty where it means neither. */
export function booleanWords(text: string): readonly string[] {
  const word = text.trim().toLowerCase().replace(/[.!]$/, '');
  if (TRUE.includes(word)) return ['true', 'yes', 'Yes', '1'];
  if (FALSE.includes(word)) return ['false', 'no', 'No', '0'];
  return [];
}

/** `true` or `false` for a word of that meaning; for a misspelt word, the similar ones or both. */
export const booleanValue = valueFixes(function* ({ text, members }) {
  if (!members.some(({ primitive }) => primitive === 'boolean')) return;
  const [known] = booleanWords(text);
  if (known !== undefined) {
    yield { value: known, preferred: UNAMBIGUOUS.test(text.trim()) };
    return;
  }
  if (members.length > 1) return;
  const word = text.trim().toLowerCase();
  const similar = ['true', 'false'].filter((value) => word.length > 2 && value.startsWith(word.slice(0, 2)));
  for (const value of similar.length > 0 ? similar : ['true', 'false']) yield { value };
});
