import { shiftedRange, type Field, type Range } from '../../domain/field';
import type { FieldRole } from '../../domain/roles';
import { characterName, hiddenIn, type Hidden } from '../../xml/invisible';
import type { Problem } from '../../xml/problem';
import { elementAt } from '../edits';
import { patchExample, productExample, publicationExample } from '../examples';
import { edited, type Fix } from '../fixes';
import type { Rule, RuleDocument, RuleProblem, ValueContext } from '../rule';
import {
  replacedValue,
  replacementsIn,
  writtenAttributes,
  writtenContent,
  type WrittenValue,
} from './placedCharacters';

/** Sentences, in which some of these characters are right: a no-break space before a unit, a mark of direction. */
const TEXTS: ReadonlySet<FieldRole> = new Set(['title', 'description', 'restriction', 'comment']);

/** Dates and yes or no: the schema reports what else is in them. */
const TYPED: ReadonlySet<FieldRole> = new Set([
  'published',
  'released',
  'revised',
  'state-date',
  'reboot',
  'removable',
]);

/** They make a text look as if it had other words: Unicode Technical Report 36, 3.3. */
const BIDIRECTIONAL = /[\u202A-\u202E\u2066-\u2069]/;

export const invisibleCharacter: Rule = {
  id: 'vpc/invisible-character',
  title: 'No value contains characters that cannot be seen',
  severity: 'error',
  provenance: 'P',
  preset: 'basic',
  messages: {
    one: '"{0}" contains an invisible character: {1}. Tools treat it as a different value: remove the character.',
    several: '"{0}" contains invisible characters: {1}. Tools treat it as a different value: remove them.',
    space: '"{0}" contains a special space: {1}. Tools treat it as a different value: use a plain space.',
    direction:
      'This text contains characters that change the direction of reading: {0}. Readers can see another text than tools: remove them.',
  },
  docs: {
    what: 'Identifiers, names, versions, platforms, states, URLs and other values must not contain characters that cannot be seen: zero-width characters, soft hyphens, no-break and other special spaces, controls, marks of direction, variation selectors and tags. In titles, descriptions, restrictions and comments, only the characters that change the direction of reading are reported (U+202A to U+202E, U+2066 to U+2069). What belongs to an emoji, or to the spelling of a language, is allowed.',
    why: 'Such characters are copied from web pages, PDF files and mails. The value looks right and is a different one: the patch is not found, the product gets a second column, the state is not understood. With another direction of reading, "Approved" can be made to look like something else.',
    todo: 'Remove the character, or write a plain space instead of a special one. The fix does this, and changes nothing else. The message names the code point.',
  },
  examples: {
    valid: [
      productExample('a no-break space before a unit, in a text', { comment: 'Needs 4\u00a0GB.' }),
      patchExample('an emoji of several characters', { title: 'Update \u{1F469}\u200D\u{1F692}' }),
    ],
    invalid: [
      patchExample('a zero width space in the identifier', { 'patch-id': '\u200bKB5075906' }),
      publicationExample('a no-break space in a name', { supplier: 'Northwind\u00a0Process Systems' }),
      productExample('the direction of reading is changed in a text', {
        restriction: 'Stop the server \u202efirst\u202c.',
      }),
    ],
  },
  scope: 'value',
  concerns: (role) => !TYPED.has(role),
  *check(field, { vocabulary }: ValueContext): Generator<RuleProblem> {
    if (TEXTS.has(field.role)) {
      yield* directionProblems(field);
      return;
    }
    if (hiddenIn(field.rawValue).length > 0) yield* problemsIn(writtenContent(field.node), field);
    for (const written of writtenAttributes(field.startTag, vocabulary)) yield* problemsIn(written, { at: field.at });
  },
  fixes: withoutInvisible,
};

function* problemsIn(
  written: WrittenValue,
  { at, ...field }: Pick<Field, 'at'> & Partial<Field>,
): Generator<RuleProblem> {
  const hidden = hiddenIn(written.value);
  // The characters of a declared entity: they are written in the DOCTYPE.
  if (hidden.length === 0) {
    const { rawValue, range } = field;
    if (rawValue !== undefined && range !== undefined) yield problemOf(rawValue.trim(), hiddenIn(rawValue), range);
    return;
  }
  const replaced = replacedValue(written.value, replacementsIn(written.value)).trim();
  // Nothing else is in it: it is reported as empty.
  if (replaced === '') return;
  yield problemOf(withoutOuterSpaces(written.value), hidden, shiftedRange(written.rangeOf(extent(hidden)), at));
}

function problemOf(value: string, hidden: readonly Hidden[], range: Range): RuleProblem {
  const message = hidden.every(({ isSpace }) => isSpace) ? 'space' : hidden.length === 1 ? 'one' : 'several';
  return { message, args: [value, namesOf(hidden)], range, data: { kind: 'value' } };
}

function* directionProblems(field: Field): Generator<RuleProblem> {
  if (!BIDIRECTIONAL.test(field.rawValue)) return;
  const { node, at, rawValue, range } = field;
  const written = writtenContent(node);
  const found = directionIn(written.value);
  const hidden = found.length > 0 ? found : directionIn(rawValue);
  const place = found.length > 0 ? shiftedRange(written.rangeOf(extent(found)), at) : range;
  yield { message: 'direction', args: [namesOf(hidden)], range: place, data: { kind: 'text' } };
}

function directionIn(text: string): Hidden[] {
  return hiddenIn(text).filter(({ character }) => BIDIRECTIONAL.test(character));
}

/** From the first to the last of them. */
function extent(hidden: readonly Hidden[]): Range {
  return { start: hidden[0]!.start, end: hidden.at(-1)!.end };
}

/** Each code point once. */
function namesOf(hidden: readonly Hidden[]): string {
  return [...new Set(hidden.map(({ character }) => characterName(character)))].join(', ');
}

/** Without spaces, tabs and line breaks around it; other spaces stay, the message is about them. */
function withoutOuterSpaces(value: string): string {
  return value.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
}

/** Replaces only the characters themselves. In a text, a person has to decide: another direction can be intended. */
function withoutInvisible(problem: Problem, { tree, vocabulary }: RuleDocument): Fix[] {
  const element = elementAt(tree, problem.start);
  if (element === null) return [];
  const { node, offset } = element;
  const isText = problem.data?.kind === 'text';
  for (const written of [writtenContent(node), ...writtenAttributes(node, vocabulary)]) {
    const replacements = replacementsIn(written.value).filter(
      ({ character }) => !isText || BIDIRECTIONAL.test(character),
    );
    const edits = replacements.map((replacement) => {
      const { start, end } = shiftedRange(written.rangeOf(replacement), offset);
      return { start, end, text: replacement.text };
    });
    if (edits[0]?.start !== problem.start || edits.at(-1)!.end !== problem.end) continue;
    const value = replacedValue(written.value, replacements).trim();
    return isText
      ? [edited('Remove the characters that change the direction of reading', [], false, edits)]
      : [edited('Replace with "{0}"', [value], true, edits)];
  }
  return [];
}
