/** Checks a text against a type. */
import type { AllowedValue, Failure, Identifier, SimpleType, ValueContext } from './types';
import { basicMembers } from './ancestry';
import { itemsOf, normalized, trimmedRange } from './whiteSpace';

/** Why a text is not valid for a type (Structures 3.14.4); `null` if it is. @param text before whitespace normalization */
export function check(type: SimpleType, text: string, context: ValueContext): Failure | null {
  const { space } = type;
  if (space.check === null) return null;
  const explanation = space.check(normalized(text, type.whiteSpace), context);
  if (explanation === null) return null;
  const range = explanation.item < 0 ? trimmedRange(text) : itemRange(text, explanation.item);
  return { ...explanation, start: range.start, end: range.end };
}

/**
 * A string that is the same for equal values, whatever their lexical form, and differs for different ones; values of
 * different primitive types are never equal (Datatypes 2.2, 4.2.1). `null` if the text is not valid.
 */
export function valueKey(type: SimpleType, text: string, context: ValueContext): string | null {
  const { space } = type;
  const value = normalized(text, type.whiteSpace);
  if (space.check !== null && space.check(value, context) !== null) return null;
  return space.key(value, context);
}

const NO_IDENTIFIERS: readonly Identifier[] = [];

/** The IDs and IDREFs in a valid text. Of a union, by the first member for which the text is valid. */
export function identifiersIn(type: SimpleType, text: string, context: ValueContext): readonly Identifier[] {
  if (!type.usesIds) return NO_IDENTIFIERS;
  if (type.variety === 'list') {
    const itemType = type.itemType!;
    return [...itemsOf(text)].flatMap(({ start, end }) =>
      identifiersIn(itemType, text.slice(start, end), context).map((identifier) => ({ ...identifier, start, end })),
    );
  }
  if (type.variety === 'union') {
    const member = type.memberTypes.find((candidate) => check(candidate, text, context) === null);
    return member === undefined ? NO_IDENTIFIERS : identifiersIn(member, text, context);
  }
  return [{ kind: isId(type) ? 'ID' : 'IDREF', name: normalized(text, 'collapse'), ...trimmedRange(text) }];
}

/** The enumerated values of a type, or `true` and `false`; empty if the values are not a list. */
export function allowedValues(type: SimpleType): readonly AllowedValue[] {
  if (type.facets.enumeration !== null) {
    return type.facets.enumeration.map(({ value, documentation, source }) => ({ value, documentation, source }));
  }
  if (type.variety === 'union') return unique(basicMembers(type).flatMap(allowedValues));
  if (type.itemType !== null) return allowedValues(type.itemType);
  return type.primitive === 'boolean' ? BOOLEANS : [];
}

const BOOLEANS: readonly AllowedValue[] = ['true', 'false'].map((value) => ({
  value,
  documentation: '',
  source: null,
}));

/** The first of equal values. */
function unique(values: readonly AllowedValue[]): readonly AllowedValue[] {
  const seen = new Set<string>();
  return values.filter(({ value }) => !seen.has(value) && seen.add(value));
}

function isId(type: SimpleType): boolean {
  for (let at: SimpleType | null = type; at !== null; at = at.base) if (at.builtin && at.name === 'ID') return true;
  return false;
}

function itemRange(text: string, item: number): { readonly start: number; readonly end: number } {
  let index = 0;
  for (const range of itemsOf(text)) if (index++ === item) return range;
  return trimmedRange(text);
}
