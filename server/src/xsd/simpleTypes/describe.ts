/** The description of a type that hover shows. */
import { ancestry, builtinOf, displayName } from './ancestry';
import { allowedValues } from './check';
import { exampleOf } from './lexical';
import type { AllowedValue, Facet, SimpleType, SingleFacetName, Variety } from './types';

/** The description of a type. */
export interface TypeDescription {
  /** `CodeType`, `xs:dateTime`; for an anonymous type, the name of its nearest named ancestor. */
  readonly name: string;
  readonly variety: Variety | null;
  /** The names of its named ancestors, nearest first, up to the first built-in one. */
  readonly derivesFrom: readonly string[];
  /** The name of the item type of a list, or those of the members of a union. */
  readonly parts: readonly string[];
  /** The effective facets with a single value, without whiteSpace. */
  readonly facets: readonly Facet[];
  /** One list per derivation step: a value matches one pattern of each. */
  readonly patterns: readonly (readonly string[])[];
  readonly values: readonly AllowedValue[];
  /** A valid text for its nearest built-in type. */
  readonly example: string;
}

/** Describes a type. */
export function describe(type: SimpleType): TypeDescription {
  const name = displayName(type);
  return {
    name,
    variety: type.variety,
    derivesFrom: basesOf(type).filter((base) => base !== name),
    parts: type.itemType === null ? type.memberTypes.map(displayName) : [displayName(type.itemType)],
    facets: DESCRIBED_FACETS.flatMap((facet) => type.facets[facet] ?? []),
    patterns: type.facets.patterns.map((step) => step.map(({ value }) => value)),
    values: allowedValues(type),
    example: exampleOf(builtinOf(type)),
  };
}

const DESCRIBED_FACETS: readonly SingleFacetName[] = [
  'length',
  'minLength',
  'maxLength',
  'minInclusive',
  'minExclusive',
  'maxInclusive',
  'maxExclusive',
  'totalDigits',
  'fractionDigits',
];

function basesOf(type: SimpleType): readonly string[] {
  const names: string[] = [];
  for (const ancestor of ancestry(type)) {
    if (ancestor.name !== null) names.push(displayName(ancestor));
    if (ancestor.builtin) break;
  }
  return names;
}
