/** Makes the {@link Reason}s: which code, which words for its message, whose facet it is. */
import { ancestry, basicMembers, builtinOf, displayName } from './ancestry';
import { exampleOf } from './lexical';
import { nearestFirst } from './nearest';
import type { Facet, FailureCode, Reason, SimpleType, ValueContext } from './types';
import { normalized } from './whiteSpace';

/** Says why a text is not valid, `null` where it is. */
export type Test = (text: string, context: ValueContext) => Reason | null;

/** Longer texts are cut where a message quotes them. */
const MAX_QUOTED = 80;
/** How many of the allowed values a message names. */
const MAX_NAMED = 8;

/** The text is not in the lexical space of the built-in type at the bottom. */
export function datatypeReason(type: SimpleType, text: string): Reason {
  const builtin = builtinOf(type);
  const code = text === '' ? 'cvc-datatype-valid.1.2.1:empty' : 'cvc-datatype-valid.1.2.1';
  return reason(code, [quoted(text), displayName(builtin), exampleOf(builtin)], builtin);
}

/** The text is none of the values that the type enumerates. */
export function enumerationReason(type: SimpleType, enumeration: readonly Facet[], text: string): Reason {
  const expected = nearestFirst(text, [...new Set(enumeration.map((facet) => facet.value))]);
  const owner = ownerOf(type, enumeration[0]!);
  return {
    ...reason('cvc-enumeration-valid', [quoted(text), named(expected), displayName(owner)], owner),
    facet: enumeration[0]!,
    expected,
  };
}

/** The text matches none of the patterns that one derivation step gives. */
export function patternReason(type: SimpleType, step: readonly Facet[], text: string): Reason {
  const owner = ownerOf(type, step[0]!);
  const patterns = step.map((facet) => facet.value).join(' | ');
  return { ...reason('cvc-pattern-valid', [quoted(text), patterns, displayName(owner)], owner), facet: step[0]! };
}

/** One of the facets with a single value is violated. `details` come between the text and the type's name. */
export function facetReason(
  type: SimpleType,
  facet: Facet,
  code: FailureCode,
  text: string,
  details: readonly string[],
): Reason {
  const owner = ownerOf(type, facet);
  return { ...reason(code, [quoted(text), ...details, displayName(owner)], owner), facet };
}

/** The text is an NCName, but names no unparsed entity. */
export function entityReason(type: SimpleType, text: string): Reason {
  return reason('cvc-simple-type.2.1', [quoted(text)], builtinOf(type));
}

/**
 * The text is a value of no member. Where all members enumerate, their values together are what is allowed; where one
 * member alone would take the text but for a facet, that facet tells most.
 */
export function unionReason(type: SimpleType, text: string, reasons: readonly Reason[]): Reason {
  if (reasons.length > 0 && reasons.every((each) => each.code === 'cvc-enumeration-valid')) {
    const expected = nearestFirst(text, [...new Set(reasons.flatMap((each) => each.expected))]);
    return {
      ...reason('cvc-enumeration-valid', [quoted(text), named(expected), displayName(type)], type),
      facet: reasons[0]!.facet,
      expected,
    };
  }
  const nearMisses = reasons.filter((each) => each.facet !== null && each.code !== 'cvc-enumeration-valid');
  if (nearMisses.length === 1) return nearMisses[0]!;
  const members = basicMembers(type).map(displayName);
  return {
    ...reason('cvc-datatype-valid.1.2.3', [quoted(text), [...new Set(members)].join(', ')], type),
    expected: nearestFirst(text, [...new Set(reasons.flatMap((each) => each.expected))]),
  };
}

function reason(code: FailureCode, args: readonly string[], type: SimpleType): Reason {
  return { code, args, type, facet: null, expected: [], item: -1 };
}

/** The type whose definition gives an inherited facet. */
function ownerOf(type: SimpleType, facet: Facet): SimpleType {
  for (const ancestor of ancestry(type)) if (ancestor.ownFacets.includes(facet)) return ancestor;
  return type;
}

function quoted(text: string): string {
  const shown = normalized(text, 'collapse');
  return shown.length <= MAX_QUOTED ? shown : `${shown.slice(0, MAX_QUOTED - 1)}…`;
}

function named(values: readonly string[]): string {
  const shown = values.slice(0, MAX_NAMED).map(quoted).join(', ');
  return values.length > MAX_NAMED ? `${shown}, …` : shown;
}
