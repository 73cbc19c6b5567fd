/** A type as facts for people: what hover shows. */
import { ancestry, displayName } from './ancestry';
import { allowedValues } from './check';
import { exampleOf } from './lexical';
import type { AllowedValue, Facet, SimpleType, SingleFacetName, Variety } from './types';
import { builtinOf } from './ancestry';

/** What there is to tell of a type. */
export interface TypeDescription {
  /** `CodeType`, `xs:dateTime`; of an unnamed type that of the nearest named one. */
  readonly name: string;
  readonly variety: Variety | null;
  /** The names of the types it derives from, nearest first, unnamed ones left out, down to the first built-in one. */
  readonly derivesFrom: readonly string[];
  /** Of a list the name of its items' type, of a union those of its members. */
  readonly parts: readonly string[];
  /** The facets in force that have one value, white space left aside. */
  readonly facets: readonly Facet[];
  /** One list per step: a value matches one pattern of each. */
  readonly patterns: readonly (readonly string[])[];
  readonly values: readonly AllowedValue[];
  /** A text that the built-in type at the bottom takes. */
  readonly example: string;
}

/** The facts about a type. */
export function describe(type: SimpleType): TypeDescription {
  const name = displayName(type);
  return {
    name,
    variety: type.variety,
    derivesFrom: basesOf(type).filter((base) => base !== name),
    parts: type.itemType === null ? type.memberTypes.map(displayName) : [displayName(type.itemType)],
    facets: SHOWN.flatMap((facet) => type.facets[facet] ?? []),
    patterns: type.facets.patterns.map((step) => step.map(({ value }) => value)),
    values: allowedValues(type),
    example: exampleOf(builtinOf(type)),
  };
}

const SHOWN: readonly SingleFacetName[] = [
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
