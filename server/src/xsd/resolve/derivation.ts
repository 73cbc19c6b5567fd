/** Type Derivation OK (cos-ct-derived-ok, cos-st-derived-ok): whether a type can replace a declared one. */
import type { TypeDefinition } from '../components';
import { isSimpleType } from '../components';
import { derivesFrom, type Derivation } from '../simpleTypes';
import { anyType, isUnknown } from './builtins';
/** A derivation method. */
export type Method = Derivation | 'extension';

/**
 * Whether `type` is `base` or derives from it without the `excluded` methods.
 * The resolver breaks circular definitions, so that every chain of bases ends at `anyType`.
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

/** The types from `type` up to `base`, without `base`; `null` if `type` does not derive from it. */
export function chain(type: TypeDefinition, base: TypeDefinition): TypeDefinition[] | null {
  const between: TypeDefinition[] = [];
  let derived = type;
  while (derived !== base) {
    between.push(derived);
    // A member of a union derives from it without being on a chain of bases to it.
    if (isSimpleType(derived)) return simpleDerives(derived, base, NONE) ? between : null;
    if (derived === anyType) return null;
    derived = derived.base;
  }
  return between;
}

const NONE: ReadonlySet<string> = new Set();
