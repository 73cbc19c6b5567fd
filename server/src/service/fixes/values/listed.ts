/** Values that a problem lists: of an enumeration, the one that is fixed, ids that exist. */
import { plain } from '../../../vpc/rules/nearest';
import { dataList, dataText } from '../fix';
import { meant, obvious } from '../names';
import { anotherValue } from './place';
import { wordsFor } from './booleans';

/** One of the values that may stand there, the nearest first. */
export const listedValue = anotherValue(function* ({ text, request: { problem } }) {
  const known = dataList(problem, 'expected');
  const translated = wordsFor(text).find((word) => known.includes(word));
  if (translated !== undefined) yield { value: translated, preferred: true };
  for (const { word, preferred } of meant(text, known)) yield { value: word, preferred };
});

/** The value that is fixed; sure where something like it stands there, or nothing at all. */
export const fixedValue = anotherValue(function* ({ text, request: { problem } }) {
  for (const value of dataList(problem, 'expected')) {
    yield { value, preferred: text.trim() === '' || obvious(text, [value]) === value };
  }
});

/** An id that exists, the nearest first. Ids are alike by nature: only one that differs in case and punctuation is sure. */
export const existingId = anotherValue(function* ({ text, request: { problem } }) {
  const known = dataList(problem, 'expected');
  const same = known.filter((id) => plain(id) === plain(text));
  for (const { word } of meant(text, known)) yield { value: word, preferred: same.length === 1 && same[0] === word };
});

/** How many numbers behind an id are tried. */
const MOST_NUMBERS = 20;

/** An id that nothing has yet: the one that the problem knows of, else with a number behind it. */
export const freeId = anotherValue(function* ({ text, request: { problem } }) {
  const free = dataText(problem, 'free');
  if (free !== undefined) {
    yield { value: free };
    return;
  }
  const [, stem = text, , number = '1'] = /^(.*?)([-_.]?)(\d{1,9})$/s.exec(text) ?? [];
  if (/^\d{1,9}$/.test(text)) {
    for (let next = 1; next <= MOST_NUMBERS; next++) yield { value: String(Number(text) + next), oneOf: 'free' };
    return;
  }
  for (let next = 1; next <= MOST_NUMBERS; next++) {
    const padded = String(Number(number) + next).padStart(/\d$/.test(text) ? number.length : 1, '0');
    const join = /\d$/.test(text) ? text.slice(stem.length, text.length - number.length) : '-';
    yield { value: `${stem}${join}${padded}`, oneOf: 'free' };
  }
});
