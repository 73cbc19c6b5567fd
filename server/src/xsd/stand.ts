/** What may stand for an element that is abstract, or whose type is: for those who write one. */
import { isSimpleType, type ElementDeclaration, type Schema, type TypeDefinition } from './components';
import { anyType } from './resolve/builtins';
import { derives } from './resolve/derivation';
import { blockedMethods } from './validate/xsiType';

/** The declaration that may be written where a particle names `head`: itself, else the first that may stand for it. */
export function standIn(head: ElementDeclaration, schema: Schema): ElementDeclaration {
  return head.abstract ? (schema.substitutables.get(head)?.[0] ?? head) : head;
}

const types = new WeakMap<Schema, Map<ElementDeclaration, readonly TypeDefinition[]>>();

/**
 * The types that an element may have: the declared one, unless abstract, and the named ones that `xsi:type` may claim
 * instead (cvc-elt.4.3). Where anything may stand, nothing is listed besides.
 */
export function typesFor(declaration: ElementDeclaration, schema: Schema): readonly TypeDefinition[] {
  const ofSchema = types.get(schema) ?? new Map<ElementDeclaration, readonly TypeDefinition[]>();
  types.set(schema, ofSchema);
  const known = ofSchema.get(declaration) ?? listTypes(declaration, schema);
  ofSchema.set(declaration, known);
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
