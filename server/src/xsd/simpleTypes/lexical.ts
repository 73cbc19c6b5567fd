/** The lexical spaces of the built-in types that are narrower than their primitive's (Datatypes 3.3), and an example of each type. */
import { ancestry } from './ancestry';
import { PRIMITIVES } from './primitives';
import type { SimpleType } from './types';
import { isLanguage, isName, isNcName, isNmtoken } from './values/names';

const INTEGER = /^[+-]?\d+$/;

/** By name of a built-in type, for its derived types too. The specification gives them as pattern facets. */
const NARROWER: ReadonlyMap<string, (text: string) => boolean> = new Map(
  Object.entries<(text: string) => boolean>({
    integer: (text) => INTEGER.test(text),
    language: isLanguage,
    NMTOKEN: isNmtoken,
    Name: isName,
    NCName: isNcName,
  }),
);

/** Whether a text is in the lexical space of an atomic type, regardless of facets; `null` if every text is. */
export function lexicalTestOf(type: SimpleType): ((text: string) => boolean) | null {
  for (const { name, builtin } of ancestry(type)) {
    const test = builtin && name !== null ? NARROWER.get(name) : undefined;
    if (test !== undefined) return test;
  }
  return type.primitive === null || type.primitive === 'string' ? null : PRIMITIVES[type.primitive].isLexical;
}

const EXAMPLES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    boolean: 'true',
    decimal: '12.5',
    float: '1.5E3',
    double: '1.5E3',
    duration: 'P1DT12H',
    dateTime: '2026-03-27T14:30:00Z',
    time: '14:30:00',
    date: '2026-03-27',
    gYearMonth: '2026-03',
    gYear: '2026',
    gMonthDay: '--03-27',
    gDay: '---27',
    gMonth: '--03',
    hexBinary: '0FB7',
    base64Binary: 'D7c=',
    anyURI: 'https://example.com/page',
    QName: 'prefix:name',
    NOTATION: 'prefix:name',
    language: 'en-US',
    Name: 'a-name',
    NCName: 'a-name',
    NMTOKEN: 'a-token',
    nonPositiveInteger: '-1',
    negativeInteger: '-1',
    integer: '12',
  }),
);

/** A valid text for a built-in type. */
export function exampleOf(builtin: SimpleType): string {
  for (const { name } of ancestry(builtin)) {
    const example = name === null ? undefined : EXAMPLES.get(name);
    if (example !== undefined) return example;
  }
  return 'text';
}
