/** Texts that are right but for blanks, case or length. */
import { describe } from '../../../xsd';
import { anotherValue, fits, type Proposal } from './place';

/** Values that are read by what they mean; their makers know more of them. */
const MEASURED: ReadonlySet<string | null> = new Set([
  ...['boolean', 'decimal', 'float', 'double', 'dateTime', 'date', 'time'],
]);

/**
 * The same text without what people add without thinking: blanks, quotes, invisible characters, another case, other
 * hyphens. Used for patterns, names, URIs, language tags: whatever comes out must be valid, and the first that is counts.
 */
export const tidied = anotherValue(function* (place): Generator<Proposal> {
  const { text, members } = place;
  if (text === '' || members.some(({ primitive }) => MEASURED.has(primitive))) return;
  const tidy = text
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/[‐-―−]/g, '-')
    .trim();
  const bare = tidy.replace(/^["'“”„‚‘’«»]+|["'“”„‚‘’«»]+$/g, '');
  const safe = [tidy, bare, tidy.replace(/\s+/g, ' '), tidy.toUpperCase(), tidy.toLowerCase()];
  const bold = [
    bare.replace(/\s+/g, ''),
    bare.replace(/\s+/g, '').toUpperCase(),
    bare.replace(/\s+/g, '').toLowerCase(),
    bare.replace(/\s+/g, '-'),
    bare.replace(/\s+/g, '-').toUpperCase(),
    bare.replace(/\s+/g, '_'),
    bare.replace(/_/g, '-'),
    bare.replace(/[.,;:]+$/, ''),
    encodeURI(bare.replace(/\\/g, '/')).replace(/%25(?=[0-9A-Fa-f]{2})/g, '%'),
    bare.replace(/[^\p{L}\p{N}._-]+/gu, '_'),
    bare.replace(/[^\p{L}\p{N}._-]+/gu, '_').replace(/^(?![\p{L}_])/u, '_'),
  ];
  const first = safe.find((value) => value !== place.written && fits(value, place));
  if (first !== undefined) yield { value: first, preferred: true };
  const other = bold.find((value) => value !== place.written && value !== '' && fits(value, place));
  if (other !== undefined) yield { value: other };
});

/** Blanks that do not count away, then as much of the text as is allowed: that loses something, so it is never preferred. */
export const shortened = anotherValue(function* (place): Generator<Proposal> {
  const { text, type } = place;
  const collapsed = text.trim().replace(/\s+/g, ' ');
  if (fits(collapsed, place)) yield { value: collapsed, preferred: true };
  const facets = type === null ? [] : describe(type).facets;
  const limit = facets.find(({ name }) => name === 'maxLength' || name === 'length');
  if (limit === undefined) return;
  const characters = [...collapsed];
  if (characters.length <= Number(limit.value)) return;
  const cut = characters.slice(0, Number(limit.value)).join('');
  yield { value: cut.trimEnd(), title: 'Shorten to "{0}"' };
  yield { value: cut, title: 'Shorten to "{0}"' };
});
