/**
 * What a cell of the matrix says: states, and in brackets what must be known with them. The matrix writes such texts into CSV and XLSX
 * (`matrix/export/texts.ts`); they are read back here. A test holds both together, in both languages.
 */
import { normalisedName } from '../../domain/identity';

/** What is in brackets after a state, in English and German, with `{0}` and `{1}` for what a file says. */
export const MARKS = {
  restriction: ['restriction: {0}', 'Einschränkung: {0}'],
  /** The state in the asset owner's own files. */
  own: ['own state: {0}', 'eigener Status: {0}'],
  /** All others come from the matrix, and are not statements of a file. */
  others: [
    ...['no longer listed, was {0}', 'nicht mehr aufgeführt, war {0}'],
    ...['superseded and no longer listed, was {0}', 'ersetzt und nicht mehr aufgeführt, war {0}'],
    ...['no longer listed by {0}', 'nicht mehr aufgeführt in {0}'],
    ...['withdrawn', 'zurückgezogen', 'contradiction', 'Widerspruch', 'in doubt', 'unsicher'],
    ...['in doubt: {0} says {1}', 'unsicher: {0} sagt {1}'],
    ...['before: {0}', 'vorher: {0}'],
  ],
} as const;

/** Between contradictory states. */
export const AND = ' / ';
/** Between an older state and the present one. */
export const TO = ' → ';
/** What is written for no statement beside {@link TO}. */
export const NONE = '–';

/** The text of a cell, taken apart. */
export interface ShownState {
  /** The words for the states; several where statements contradict each other, empty where there is none. */
  readonly states: readonly string[];
  readonly restrictions: readonly string[];
  /** The words for the states in the asset owner's own files. */
  readonly ownStates: readonly string[];
  /** What is in brackets and no mark that the matrix writes. */
  readonly unknownMarks: readonly string[];
}

/** The start of a mark and what ends it: file texts in it can have brackets, too. */
const MARK_START = / ?\[(?=[^\]])/;

/** Takes the text of a cell apart. */
export function shownState(text: string): ShownState {
  const arrow = text.lastIndexOf(TO);
  // An arrow can also be in a mark.
  const start = text.search(MARK_START);
  const isStep = arrow >= 0 && (start < 0 || arrow < start || !text.slice(arrow).includes(']'));
  const now = (isStep ? text.slice(arrow + TO.length) : text).trim();
  const first = now.search(MARK_START);
  const head = (first < 0 ? now : now.slice(0, first)).trim();
  const states = head === '' || head === NONE ? [] : head.split(AND).map((word) => word.replace(FILE, '').trim());
  const restrictions: string[] = [];
  const ownStates: string[] = [];
  const unknownMarks: string[] = [];
  for (const mark of first < 0 ? [] : marksIn(now.slice(first))) {
    const [restriction, own] = [MARKS.restriction, MARKS.own].map((templates) =>
      templates.map((template) => filled(mark, template)).find((found) => found !== null),
    );
    if (restriction != null) restrictions.push(restriction);
    else if (own != null) ownStates.push(...own.split(AND));
    else if (!MARKS.others.some((template) => filled(mark, template) !== null)) unknownMarks.push(mark);
  }
  return { states: [...new Set(states)], restrictions, ownStates, unknownMarks };
}

/** The name of a file after a state that contradicts that of another file. */
const FILE = / \([^()]*\.[^()]*\)$/;

/** The texts in the outermost brackets. */
function marksIn(text: string): string[] {
  const marks: string[] = [];
  let [depth, start] = [0, 0];
  for (let index = 0; index < text.length; index++) {
    if (text[index] === '[' && depth++ === 0) start = index + 1;
    else if (text[index] === ']' && depth > 0 && --depth === 0) marks.push(text.slice(start, index));
  }
  // Brackets in a restriction that are not balanced.
  if (depth > 0) marks.push(text.slice(start).replace(/\]$/, ''));
  return marks;
}

/** What a text has for the placeholders of a template; `null` where it does not fit it. */
function filled(text: string, template: string): string | null {
  const at = template.indexOf('{0}');
  if (at < 0) return normalisedName(text) === normalisedName(template) ? '' : null;
  const [before, after] = [template.slice(0, at), template.slice(at + 3)];
  const isSame = text.slice(0, before.length).toLowerCase() === before.toLowerCase();
  return isSame && (after === '' || text.length > before.length) ? text.slice(before.length) : null;
}

/** The start of a value that the CSV export has made text by an apostrophe, and the same inside a value. */
const ESCAPED = /^'(?=\s*[=+\-@\t\r]|\s*[\uFF1D\uFF0B\uFF0D\uFF20])/;
const INNER_ESCAPED = /([;,|\t\r\n]["'\s]*)'(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g;

/** A value without the apostrophes that the CSV export adds before what a spreadsheet takes for a formula. */
export function withoutApostrophes(text: string): string {
  return text.replace(ESCAPED, '').replace(INNER_ESCAPED, '$1');
}
