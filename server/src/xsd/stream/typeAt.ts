import { isSimpleType, type Schema, type TypeDefinition } from '../components';
import type { Scope } from '../../xml/namespaces';
import { validatorOf } from '../validate/validate';

/**
 * The type of an element by the names on the way to it from the root, as written; `null` where they do not tell: a wildcard
 * lets it in, say. `xsi:type` is not considered.
 * @param scope in force in all of them
 */
export function typeAt(schema: Schema, scope: Scope, path: readonly string[]): TypeDefinition | null {
  const { facts } = validatorOf(schema);
  let type: TypeDefinition | null = null;
  for (const [index, name] of path.entries()) {
    const { key } = facts.elementName(name, scope);
    if (index === 0) type = schema.elements.get(key)?.type ?? null;
    else type = type === null || isSimpleType(type) ? null : (facts.model(type).declarations.get(key)?.type ?? null);
  }
  return type;
}
