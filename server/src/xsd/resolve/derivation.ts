/** Type Derivation OK (cos-ct-derived-ok, cos-st-derived-ok): whether a type may stand where another is declared. */
import type { TypeDefinition } from '../components';
import { isSimpleType } from '../components';
import { derivesFrom, type Derivation } from '../simpleTypes';
import { anyType } from './builtins';
import { isUnknown } from './unknown';

/** A way to derive a type from another. */
export type Method = Derivation | 'extension';

/**
 * Whether `type` is `base` or derives from it without one of the `excluded` methods.
 * Circular definitions are cut by the resolver, so that every chain of bases ends at `anyType`.
 */
export function derives(type: TypeDefinition, base: TypeDefinition, excluded: ReadonlySet<string>): boolean {
  let derived = type;
  while (derived !== base) {
    if (isUnknown(derived) || isUnknown(base)) return true;
    if (isSimpleType(derived)) return simpleDerives(derived, base, excluded);
    if (derived === anyType || excluded.has(derived.derivation)) return false;
    derived = derived.base;
  }
  return true;
}

function simpleDerives(type: TypeDefinition, base: TypeDefinition, excluded: ReadonlySet<string>): boolean {
  if (!isSimpleType(type)) return false;
  if (isSimpleType(base)) return derivesFrom(type, base, excluded as ReadonlySet<Derivation>);
  return base === anyType && !excluded.has('restriction');
}

/** The types on the way from `type` up to `base`, `base` left out; `null` where `type` does not derive from it. */
export function chain(type: TypeDefinition, base: TypeDefinition): TypeDefinition[] | null {
  const between: TypeDefinition[] = [];
  let derived = type;
  while (derived !== base) {
    between.push(derived);
    // A member of a union is on no way of bases to it, and yet derives from it.
    if (isSimpleType(derived)) return simpleDerives(derived, base, NONE) ? between : null;
    if (derived === anyType) return null;
    derived = derived.base;
  }
  return between;
}

const NONE: ReadonlySet<string> = new Set();
