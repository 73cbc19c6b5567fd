/** Concrete substitutes for abstract elements and types, for code that writes elements. */
import { isSimpleType, type ElementDeclaration, type Schema, type TypeDefinition } from './components';
import { anyType } from './resolve/builtins';
import { derives } from './resolve/derivation';
import { blockedMethods } from './validate/xsiType';

/** The declaration to write where a particle refers to `head`: `head` itself, or its first substitute if it is abstract. */
export function substituteFor(head: ElementDeclaration, schema: Schema): ElementDeclaration {
  return head.abstract ? (schema.substitutables.get(head)?.[0] ?? head) : head;
}

/** Memoised per schema: listing the types of an element visits all types of the schema. */
const types = new WeakMap<Schema, Map<ElementDeclaration, readonly TypeDefinition[]>>();

/**
 * The types that an element can have: the declared one, unless abstract, and the named ones that `xsi:type` can give instead
 * (cvc-elt.4.3). For `anyType`, which any type can replace, only the declared one.
 */
export function candidateTypes(declaration: ElementDeclaration, schema: Schema): readonly TypeDefinition[] {
  const byDeclaration = types.get(schema) ?? new Map<ElementDeclaration, readonly TypeDefinition[]>();
  types.set(schema, byDeclaration);
  const known = byDeclaration.get(declaration) ?? listTypes(declaration, schema);
  byDeclaration.set(declaration, known);
  return known;
}

function listTypes(declaration: ElementDeclaration, schema: Schema): readonly TypeDefinition[] {
  const { type: declared } = declaration;
  const own = isAbstract(declared) ? [] : [declared];
  if (declared === anyType) return own;
  const blocked = blockedMethods(declaration, declared);
  const others = [...schema.types.values()].filter(
    (type) => type !== declared && !isAbstract(type) && derives(type, declared, blocked),
  );
  return [...own, ...others];
}

function isAbstract(type: TypeDefinition): boolean {
  return !isSimpleType(type) && type.abstract;
}
