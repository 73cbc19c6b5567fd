/** Creates {@link Explanation}s: code, message arguments, and the type that gives the violated facet. */
import { ancestry, basicMembers, builtinOf, displayName, messageName } from './ancestry';
import { MAX_COMPARED_VALUES } from '../limits';
import { exampleOf } from './lexical';
import { nearestFirst } from '../../xml/nearest';
import type { Facet, FailureCode, Explanation, SimpleType, ValueContext } from './types';
import { missingDay } from './values/dates';
import { normalized } from './whiteSpace';

/** Explains why a text is not valid; `null` if it is. */
export type ValueTest = (text: string, context: ValueContext) => Explanation | null;

/** Longer texts are cut where a message quotes them. */
const MAX_QUOTED = 80;
/** Longer patterns are cut: they are to be read whole where they are not hostile. */
const MAX_PATTERN = 1_000;
/** The number of allowed values that a message lists. */
const MAX_NAMED = 8;

/** The text is not in the lexical space of the nearest built-in type, for example because a month lacks the day. */
export function datatypeExplanation(type: SimpleType, text: string): Explanation {
  const builtin = builtinOf(type);
  const args = [quoted(text), displayName(builtin), exampleOf(builtin)];
  if (text === '') return explanation('cvc-datatype-valid.1.2.1:empty', args, builtin);
  const missing = missingDay(type.primitive, normalized(text, 'collapse'));
  if (missing === null) return explanation('cvc-datatype-valid.1.2.1', args, builtin);
  return explanation(`cvc-datatype-valid.1.2.1:${missing.month}`, [...args, missing.year], builtin);
}

/** The text is not one of the enumerated values. */
export function enumerationExplanation(
  type: SimpleType,
  enumeration: readonly Facet[],
  text: string,
  values = comparable(text, enumeration),
): Explanation {
  const expected = nearestFirst(text, values);
  const owner = ownerOf(type, enumeration[0]!);
  return {
    ...explanation('cvc-enumeration-valid', [quoted(text), named(expected), messageName(owner)], owner),
    facet: enumeration[0]!,
    expected,
  };
}

/** The text matches none of the patterns of one derivation step. */
export function patternExplanation(
  type: SimpleType,
  step: readonly Facet[],
  text: string,
  code: 'cvc-pattern-valid' | 'limit.pattern-alternatives',
): Explanation {
  const owner = ownerOf(type, step[0]!);
  const patterns = shortened(step.map((facet) => facet.value).join(' | '), MAX_PATTERN);
  return { ...explanation(code, [quoted(text), patterns, messageName(owner)], owner), facet: step[0]! };
}

/** A facet with a single value is violated. `details` are the message arguments between the text and the type name. */
export function facetExplanation(
  type: SimpleType,
  facet: Facet,
  code: FailureCode,
  text: string,
  details: readonly string[],
): Explanation {
  const owner = ownerOf(type, facet);
  return { ...explanation(code, [quoted(text), ...details, messageName(owner)], owner), facet };
}

/** The text is an NCName, but not the name of an unparsed entity. */
export function entityExplanation(type: SimpleType, text: string): Explanation {
  return explanation('cvc-simple-type.2.1', [quoted(text)], builtinOf(type));
}

/**
 * The text is not valid for any member. If all members are enumerations, the explanation lists the values of all; if the text
 * fails only one member by a facet, and the others by its lexical form, it is that of the one.
 */
export function unionExplanation(type: SimpleType, text: string, explanations: readonly Explanation[]): Explanation {
  if (explanations.length > 0 && explanations.every((each) => each.code === 'cvc-enumeration-valid')) {
    const expected = nearestFirst(text, someNear(text, explanations));
    return {
      ...explanation('cvc-enumeration-valid', [quoted(text), named(expected), messageName(type)], type),
      facet: explanations[0]!.facet,
      expected,
    };
  }
  const nearMisses = explanations.filter((each) => each.facet !== null && each.code !== 'cvc-enumeration-valid');
  if (nearMisses.length === 1) return nearMisses[0]!;
  const members = basicMembers(type).map(displayName);
  return {
    ...explanation('cvc-datatype-valid.1.2.3', [quoted(text), [...new Set(members)].join(', ')], type),
    expected: nearestFirst(text, someNear(text, explanations)),
  };
}

/** The values of an enumeration, sorted if they are too many to compare all; kept, as many texts can be wrong. */
const values = new WeakMap<readonly Facet[], readonly string[]>();

/** The values of an enumeration that are compared with a text. */
function comparable(text: string, enumeration: readonly Facet[]): readonly string[] {
  let all = values.get(enumeration);
  if (all === undefined) {
    all = [...new Set(enumeration.map((facet) => facet.value))];
    if (all.length > MAX_COMPARED_VALUES) all = [...all].sort();
    values.set(enumeration, all);
  }
  return all.length > MAX_COMPARED_VALUES ? around(text, all) : all;
}

function someNear(text: string, explanations: readonly Explanation[]): readonly string[] {
  const all = [...new Set(explanations.flatMap((each) => each.expected))];
  return all.length > MAX_COMPARED_VALUES ? around(text, all.sort()) : all;
}

/**
 * The values before and after the place of a text, and of its beginnings, in their order: what is written for a value mostly begins
 * as it does.
 */
function around(text: string, sorted: readonly string[]): readonly string[] {
  const found = new Set<string>();
  for (let length = text.length; length >= 0 && length > text.length - MAX_BEGINNINGS; length--) {
    const from = Math.max(0, placeIn(sorted, text.slice(0, length)) - AROUND / 2);
    for (const value of sorted.slice(from, from + AROUND)) found.add(value);
  }
  return [...found];
}

/** The number of beginnings of a text that are searched for; they share the values to compare. */
const MAX_BEGINNINGS = 10;
const AROUND = MAX_COMPARED_VALUES / MAX_BEGINNINGS;

function placeIn(sorted: readonly string[], text: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** An explanation without a facet. */
export function explanation(code: FailureCode, args: readonly string[], type: SimpleType): Explanation {
  return { code, args, type, facet: null, expected: [], item: -1 };
}

/** The type whose definition gives a facet. */
function ownerOf(type: SimpleType, facet: Facet): SimpleType {
  for (const ancestor of ancestry(type)) if (ancestor.ownFacets.includes(facet)) return ancestor;
  return type;
}

/** A text as a message quotes it. */
export function quoted(text: string): string {
  return shortened(normalized(text, 'collapse'), MAX_QUOTED);
}

function shortened(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

function named(values: readonly string[]): string {
  const shown = values.slice(0, MAX_NAMED).map(quoted).join(', ');
  return values.length > MAX_NAMED ? `${shown}, …` : shown;
}
