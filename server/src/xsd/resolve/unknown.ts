/**
 * Types that stand for what a schema document does not say, because a reference or definition is wrong: that is reported
 * once, and nothing that only follows from it. They allow everything, derive from everything, and everything from them.
 */
import type { ComplexType, SimpleType, TypeDefinition } from '../components';
import { builtinType } from '../simpleTypes';
import { SimpleTypeDefinition } from '../simpleTypes/simpleType';
import { anyType } from './builtins';

/** In the place of a type that may be complex. */
export const unknownType: ComplexType = { ...anyType, base: anyType, name: null };

const anything = builtinType('anySimpleType')!;

/** In the place of a simple type. */
export const unknownSimpleType: SimpleType = new SimpleTypeDefinition(
  { name: null, namespace: '', final: new Set(), source: null },
  { variety: null, base: anything, facets: anything.facets, whiteSpace: 'preserve' },
);

/** Whether nothing is known of a type. */
export function isUnknown(type: TypeDefinition): boolean {
  return type === unknownType || type === unknownSimpleType;
}
