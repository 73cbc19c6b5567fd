/** What each primitive datatype brings: its lexical space, equality, order and length (Datatypes 3.2). */
import { base64Key, base64Length, hexKey, hexLength, isBase64Binary, isHexBinary } from './values/binary';
import { type DateTypeName, dateSpace, instantKey, isDate } from './values/dates';
import { type Decimal, decimalKey, decimals, isDecimal } from './values/decimal';
import { durationKey, durations, isDuration } from './values/duration';
import { doubles, floatKey, floats, isFloat } from './values/float';
import { expandedNameKey, expandQName, isQName } from './values/names';
import type { OrderedSpace } from './values/order';
import { isAnyUri } from './values/uri';
import type { FacetName, PrefixScope, PrimitiveName } from './types';

/** A primitive datatype. All texts that it takes have their white space collapsed (of string: as the type says). */
export interface Primitive {
  /** Whether a text is in the lexical space. */
  readonly isLexical: (text: string) => boolean;
  /** Equal for equal values of a text in the lexical space; `null` where it stands for none (a QName with an unknown prefix). */
  readonly key: (text: string, scope: PrefixScope) => string | null;
  /** For the four bounds; `null` where there is no order. */
  readonly order: OrderedSpace<unknown> | null;
  /** What the length facets count, of a text in the lexical space; `null` where they mean nothing. */
  readonly length: ((text: string) => number) | null;
  /** The facets that may constrain it (4.1.5, cos-applicable-facets). */
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

const itself = (text: string): string => text;

const string: Primitive = { isLexical: () => true, key: itself, order: null, length: codePoints, applicable: LENGTHS };

const qualifiedName: Primitive = {
  isLexical: isQName,
  key: (text, scope) => {
    const name = expandQName(text, scope);
    return name && expandedNameKey(name);
  },
  order: null,
  // The length facets are allowed and mean nothing (second edition, 4.3.1).
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

/** The facets that may constrain a list, and a union (4.1.5). */
export const LIST_FACETS = LENGTHS;
export const UNION_FACETS: ReadonlySet<FacetName> = new Set(['pattern', 'enumeration']);

/** The decimal that a text of the lexical space stands for: for the digit facets. */
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

/** Characters as the length facets count them: a surrogate pair is one. */
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
