/** Fixes of texts that are wrong in whitespace, punctuation, case or length. */
import { visibleText } from '../../../xml/invisible';
import { describe } from '../../../xsd';
import { valueFixes, isValid, type ValueCandidate } from './invalidValue';
import { wholeCharacters } from '../../../xml/escape';

/** Types whose values are parsed; they have their own makers. */
const PARSED_PRIMITIVES: ReadonlySet<string | null> = new Set([
  ...['boolean', 'decimal', 'float', 'double', 'dateTime', 'date', 'time'],
]);

/**
 * The text normalised in whitespace, invisible characters, case or hyphens, else in quotes or characters that are not allowed. For patterns, names, URIs and language
 * tags: the first normalisation that is valid is offered.
 */
export const normalizedValue = valueFixes(function* (invalid): Generator<ValueCandidate> {
  const { text, members } = invalid;
  if (text === '' || members.some(({ primitive }) => PARSED_PRIMITIVES.has(primitive))) return;
  const normalized = visibleText(text)
    .normalize('NFKC')
    .replace(/[‐-―−]/g, '-')
    .trim();
  const unquoted = normalized.replace(/^["'“”„‚‘’«»]+|["'“”„‚‘’«»]+$/g, '');
  const safe = [normalized, normalized.replace(/\s+/g, ' '), normalized.toUpperCase(), normalized.toLowerCase()];
  const uncertain = [
    unquoted,
    unquoted.replace(/\s+/g, ''),
    unquoted.replace(/\s+/g, '').toUpperCase(),
    unquoted.replace(/\s+/g, '').toLowerCase(),
    unquoted.replace(/\s+/g, '-'),
    unquoted.replace(/\s+/g, '-').toUpperCase(),
    unquoted.replace(/\s+/g, '_'),
    unquoted.replace(/_/g, '-'),
    unquoted.replace(/[.,;:]+$/, ''),
    encodeURI(wholeCharacters(unquoted).replace(/\\/g, '/')).replace(/%25(?=[0-9A-Fa-f]{2})/g, '%'),
    unquoted.replace(/[^\p{L}\p{N}._-]+/gu, '_'),
    unquoted.replace(/[^\p{L}\p{N}._-]+/gu, '_').replace(/^(?![\p{L}_])/u, '_'),
  ];
  const first = safe.find((value) => value !== invalid.written && isValid(value, invalid));
  if (first !== undefined) yield { value: first, preferred: true };
  const other = uncertain.find((value) => value !== invalid.written && value !== '' && isValid(value, invalid));
  if (other !== undefined) yield { value: other };
});

/** The text with whitespace collapsed, then cut to the allowed length; the cut loses text, so it is never preferred. */
export const shortenedValue = valueFixes(function* (invalid): Generator<ValueCandidate> {
  const { text, type } = invalid;
  const collapsed = text.trim().replace(/\s+/g, ' ');
  if (isValid(collapsed, invalid)) yield { value: collapsed, preferred: true };
  const facets = type === null ? [] : describe(type).facets;
  const limit = facets.find(({ name }) => name === 'maxLength' || name === 'length');
  if (limit === undefined) return;
  const characters = [...collapsed];
  if (characters.length <= Number(limit.value)) return;
  const cut = characters.slice(0, Number(limit.value)).join('');
  yield { value: cut.trimEnd(), title: 'Shorten to "{0}"' };
  yield { value: cut, title: 'Shorten to "{0}"' };
});
