/** The primitive datatypes: lexical space, equality, order and length of each (Datatypes 3.2). */
import { base64Key, base64Length, hexKey, hexLength, isBase64Binary, isHexBinary } from './values/binary';
import { type DateTypeName, dateSpace, instantKey, isDate } from './values/dates';
import {
  type Decimal,
  decimalKey,
  decimals,
  doubles,
  floatKey,
  floats,
  isDecimal,
  isFloat,
  type OrderedSpace,
} from './values/numbers';
import { durationKey, durations, isDuration } from './values/duration';
import { expandedNameKey, expandQName, isQName, isAnyUri } from './values/names';
import type { FacetName, PrefixScope, PrimitiveName } from './types';

/** A primitive datatype. The whitespace of texts is collapsed (for string: as the type says). */
export interface Primitive {
  /** Whether a text is in the lexical space. */
  readonly isLexical: (text: string) => boolean;
  /** Equal for equal values, of a text in the lexical space; `null` if it has no value (a QName with an undeclared prefix). */
  readonly key: (text: string, scope: PrefixScope) => string | null;
  /** For the four bounds; `null` if values are not ordered. */
  readonly order: OrderedSpace<unknown> | null;
  /** The length of a text in the lexical space; `null` if the length facets have no effect. */
  readonly length: ((text: string) => number) | null;
  /** The facets that can constrain it (4.1.5, cos-applicable-facets). */
  readonly applicable: ReadonlySet<FacetName>;
}

const COMMON = ['pattern', 'enumeration', 'whiteSpace'] as const;
const LENGTHS: ReadonlySet<FacetName> = new Set([...COMMON, 'length', 'minLength', 'maxLength']);
const BOUNDS: ReadonlySet<FacetName> = new Set([
  ...COMMON,
  'minInclusive',
  'minExclusive',
  'maxInclusive',
  'maxExclusive',
]);

const identity = (text: string): string => text;

const string: Primitive = {
  isLexical: () => true,
  key: identity,
  order: null,
  length: codePoints,
  applicable: LENGTHS,
};

const qualifiedName: Primitive = {
  isLexical: isQName,
  key: (text, scope) => {
    const name = expandQName(text, scope);
    return name && expandedNameKey(name);
  },
  order: null,
  // The length facets are allowed and have no effect (second edition, 4.3.1).
  length: null,
  applicable: LENGTHS,
};

/** The 19 primitive datatypes. */
export const PRIMITIVES: Readonly<Record<PrimitiveName, Primitive>> = {
  string,
  boolean: {
    isLexical: (text) => text === 'true' || text === 'false' || text === '1' || text === '0',
    key: (text) => (text === 'true' || text === '1' ? 'true' : 'false'),
    order: null,
    length: null,
    applicable: new Set(['pattern', 'whiteSpace']),
  },
  decimal: {
    ...ordered(isDecimal, decimals, decimalKey),
    applicable: new Set([...BOUNDS, 'totalDigits', 'fractionDigits']),
  },
  float: ordered(isFloat, floats, floatKey),
  double: ordered(isFloat, doubles, floatKey),
  duration: ordered(isDuration, durations, durationKey),
  dateTime: date('dateTime'),
  time: date('time'),
  date: date('date'),
  gYearMonth: date('gYearMonth'),
  gYear: date('gYear'),
  gMonthDay: date('gMonthDay'),
  gDay: date('gDay'),
  gMonth: date('gMonth'),
  hexBinary: { isLexical: isHexBinary, key: hexKey, order: null, length: hexLength, applicable: LENGTHS },
  base64Binary: { isLexical: isBase64Binary, key: base64Key, order: null, length: base64Length, applicable: LENGTHS },
  anyURI: { ...string, isLexical: isAnyUri },
  QName: qualifiedName,
  NOTATION: qualifiedName,
};

/** The facets that can constrain a list, and a union (4.1.5). */
export const LIST_FACETS = LENGTHS;
export const UNION_FACETS: ReadonlySet<FacetName> = new Set(['pattern', 'enumeration']);

/** The decimal value of a text in the lexical space, for the digit facets. */
export function decimalOf(text: string): Decimal {
  return decimals.parse(text);
}

function ordered<V>(
  isLexical: (text: string) => boolean,
  space: OrderedSpace<V>,
  key: (value: V) => string,
): Primitive {
  return { isLexical, key: (text) => key(space.parse(text)), order: space, length: null, applicable: BOUNDS };
}

function date(type: DateTypeName): Primitive {
  return ordered((text) => isDate(type, text), dateSpace(type), instantKey);
}

/** The number of characters as the length facets count them: a surrogate pair is one. */
function codePoints(text: string): number {
  let count = text.length;
  for (let i = 0; i + 1 < text.length; i++) {
    if ((text.charCodeAt(i) & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      count--;
      i++;
    }
  }
  return count;
}
